/** The other ways to the stop and around it: roles, keys, narrower scopes, a telephone, and what is there when the app is not. */
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import {
  banner,
  connectFor,
  haltHeading,
  haltsOf,
  holdFinger,
  holdKey,
  holdMouse,
  holdToStop,
  inAnHour,
  soon,
  stateOf,
  station,
  stopButton,
  stopWord,
  theHalt,
} from './world/stop.ts'
import { expect, test } from './world/test.ts'
import { fill, like, words } from './world/words.ts'

test('a viewer cannot stop, and is told who can', async ({ page, context, office }) => {
  const w = words.en
  const { session } = await office.invite('viewer')
  await enter(context, session)
  await page.goto(`${office.path}/posts`)
  const dialog = page.getByRole('dialog')
  await holdMouse(page, stopButton(page, w), () => expect(dialog).toContainText(w.halt.mayNot.title))
  await expect(dialog).toContainText('claire@example.test')
  await look(page, 'stop, asked by a viewer')
  await expect(session.post(`${office.api}/halts`)).rejects.toThrow('403')
  await expect(session.post('/api/halts')).rejects.toThrow('403')
  expect(await haltsOf(office, true)).toEqual([])
})

test('stops from the keyboard alone, while writing, by a key that is held or by the word', async ({
  page,
  context,
  office,
  network,
}) => {
  const w = words.en
  const { account, texts } = await connectFor(office, network)
  const admin = await office.invite('admin')
  await enter(context, admin.session)
  await page.goto(`${office.path}/compose`)
  const box = page.getByLabel(w.composer.text, { exact: true })
  await expect(box).toBeFocused()
  await page.keyboard.type('Stop. And space')
  await page.keyboard.press('ControlOrMeta+.')
  await expect(holdToStop(page, w)).toBeFocused()
  // one key by accident, whatever it is, stops nothing
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(box).toHaveValue('Stop. And space')
  expect(await haltsOf(office, true)).toEqual([])

  await page.keyboard.press('ControlOrMeta+.')
  await expect(holdToStop(page, w)).toBeFocused()
  await holdKey(page, 'Space', () => expect(haltHeading(page, w)).toBeVisible())
  const { id } = await theHalt(office)
  await office.owner.post(`${office.api}/halts/${id}/lift`)

  // the word, for whoever cannot hold a key
  await page.keyboard.press('ControlOrMeta+.')
  await expect(holdToStop(page, w)).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(stopWord(page, w)).toBeFocused()
  await page.keyboard.type('stopp')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await haltsOf(office, true)).length).toBe(1)
  await expect(haltHeading(page, w)).toBeVisible()

  // what is written passes as a statement, once a reason is given
  await page.keyboard.press('n')
  await expect(box).toHaveValue('Stop. And space')
  await expect(banner(page, w)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  const statement = page.getByRole('button', { name: w.halt.statement.button })
  await statement.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByLabel(w.halt.statement.reason)).toBeFocused()
  await page.keyboard.type('Asked by the press')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText(w.deliveries.about.published)).toBeVisible({ timeout: 30_000 })
  expect(await texts()).toEqual(['Stop. And space'])
  expect(account.network).toBe('bluesky')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText(w.shell.shortcuts.stop)
})

test('a stop of one account and of what is scheduled leaves the rest alone', async ({
  page,
  context,
  office,
  network,
}) => {
  const w = words.en
  const { account, texts } = await connectFor(office, network)
  const free = await office.connect(network.mairie)
  const admin = await office.invite('admin')
  await enter(context, admin.session)
  await page.goto(`${office.path}/posts`)
  await stopButton(page, w).click()
  await page.getByText(w.halt.dialog.narrow).click()
  await page.getByRole('radio', { name: w.halt.dialog.reachAccount, exact: true }).check()
  await page.getByRole('combobox', { name: w.halt.dialog.account }).click()
  await page.getByRole('option', { name: new RegExp(account.handle) }).click()
  await page.getByRole('radio', { name: w.halt.level.scheduled }).check()
  await holdMouse(page, holdToStop(page, w), () => expect(haltHeading(page, w)).toBeVisible())
  await expect(page.getByText(like(w.halt.page.lead))).toContainText(w.halt.page.level.scheduled)
  expect(await theHalt(office)).toMatchObject({ level: 'scheduled', scope: { accountId: account.id } })

  const scheduled = await office.write('Scheduled, so it waits', account, { kind: 'at', at: soon() })
  const elsewhere = await office.write(`Elsewhere ${office.workspaceId}`, free, { kind: 'at', at: soon() })
  await expect.poll(stateOf(office, scheduled), { timeout: 30_000 }).toBe('held')
  await expect.poll(stateOf(office, elsewhere), { timeout: 30_000 }).toBe('published')
  await page.goto(`${office.path}/posts/${scheduled.id}`)
  await expect(page.getByRole('button', { name: w.deliveries.do.release })).toBeDisabled()
  // what a person sends now still goes out at this level
  const text = `Sent by a person ${office.workspaceId}`
  await page.goto(`${office.path}/compose`)
  await page.getByLabel(w.composer.text, { exact: true }).fill(text)
  await page.getByRole('checkbox', { name: new RegExp(account.handle) }).check()
  await page.getByRole('button', { name: w.composer.sendNow }).click()
  await expect.poll(texts, { timeout: 30_000 }).toEqual([text])
})

test('what is not silent yet says what it waits for, and what to do', async ({ page, context, office, network }) => {
  const w = words.en
  const { account } = await connectFor(office, network)
  const admin = await office.invite('admin')
  const halt = await admin.session.post<{ id: string; sealedAt: string }>(`${office.api}/halts`)
  // such states last for seconds or need a broken machine: the server's own tests make them, here they are only shown
  const attempt = (waitingFor: string, index: number) => ({
    attemptId: crypto.randomUUID(),
    deliveryId: crypto.randomUUID(),
    postId: crypto.randomUUID(),
    account: { id: account.id, network: account.network, handle: account.handle, displayName: account.displayName },
    text: `Waits for ${waitingFor}`,
    startedAt: halt.sealedAt,
    outcome: waitingFor === 'answer' ? null : 'unknown',
    settledAt: null,
    resolved: false,
    waitingFor,
    worker: { id: crypto.randomUUID(), host: 'sender-2', pid: 4000 + index, seenAt: halt.sealedAt, goneAt: null },
  })
  const items = ['answer', 'look_up', 'worker'].map(attempt)
  const loud = { silentAt: null, onWire: items.length, unresolved: items.length }
  await page.route(`**/api/**/halts/${halt.id}/wire`, (route) => route.fulfill({ json: { items } }))
  await page.route(`**/api/**/halts/${halt.id}`, async (route) => {
    const real = (await (await route.fetch()).json()) as object
    await route.fulfill({ json: { ...real, ...loud } })
  })
  await page.route('**/halts?active=true', async (route) => {
    const real = (await (await route.fetch()).json()) as { items: object[] }
    await route.fulfill({ json: { items: real.items.map((one) => ({ ...one, ...loud })) } })
  })
  await enter(context, admin.session)
  await page.goto(`${office.path}/halts/${halt.id}`)
  const wire = station(page, w.halt.wire.title)
  await expect(wire).toContainText(w.halt.wire.waits.answer)
  await expect(wire).toContainText(w.halt.wire.waits.look_up)
  await expect(wire).toContainText('sender-2')
  await expect(wire).toContainText(`worker-gone ${items[2]?.worker.id}`)
  await expect(page.getByText(w.halt.next.worker)).toBeInViewport()
  await expect(station(page, w.halt.silent.title)).toContainText(fill(w.halt.silent.notBody_other, { count: 3 }))
  await look(page, 'halt, not silent')
  await page.goto(`${office.path}/posts`)
  await expect(banner(page, w)).toContainText(fill(w.halt.banner.notSilent_other, { count: 3 }))
  await look(page, 'banner, not silent')
})

test('stops by the plain page when the app’s own code cannot be had', async ({ page, context, office, guard }) => {
  const w = words.en
  guard.expectErrors(/stop-dialog/)
  const { session } = await office.invite('editor')
  await page.route('**/assets/stop-dialog-*', (route) => route.abort())
  await enter(context, session)
  await page.goto(`${office.path}/posts`)
  await stopButton(page, w).click()
  await page.waitForURL('**/stop')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'fr-FR', hasTouch: true, isMobile: true })

  test('is stopped with a finger, and lifted', async ({ page, context, office, network }) => {
    test.setTimeout(240_000)
    const w = words.fr
    const { account } = await connectFor(office, network)
    const admin = await office.invite('admin', 'fr')
    await enter(context, admin.session)
    await page.goto(`${office.path}/compose`)
    await page.getByLabel(w.composer.text, { exact: true }).fill('Écrit dans la rue')
    const button = stopButton(page, w)
    await expect(button).toBeInViewport()
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(40)
    await button.tap()
    await expect(holdToStop(page, w)).toBeInViewport()
    await look(page, 'stop, asked, telephone')
    await holdFinger(page, holdToStop(page, w), () => expect(haltHeading(page, w)).toBeVisible())
    await expect(page.getByText(w.halt.silent.yes)).toBeVisible()
    await expect(page.getByText(w.halt.next.reason)).toBeInViewport()
    await look(page, 'halt, telephone')
    // the next step stays in sight, however far one reads
    await station(page, w.halt.report.title).scrollIntoViewIfNeeded()
    await expect(page.getByText(w.halt.next.reason)).toBeInViewport()

    const due = await office.write('Prévue', account, { kind: 'at', at: soon() })
    await expect.poll(stateOf(office, due), { timeout: 30_000 }).toBe('held')
    await page.goto(`${office.path}/posts/${due.id}`)
    await expect(banner(page, w)).toBeInViewport()
    await look(page, 'held post, telephone')
    await page.goto(`${office.path}/compose`)
    await expect(page.getByRole('button', { name: w.composer.sendNow })).toBeDisabled()
    await look(page, 'composer during a stop, telephone')
    // the stop is in the menu too, which covers the header
    await page.getByRole('button', { name: w.shell.menu, exact: true }).tap()
    await expect(page.getByRole('dialog').getByRole('button', { name: w.halt.button, exact: true })).toBeVisible()
    await look(page, 'menu, telephone')
    await page.getByRole('dialog').getByRole('link', { name: w.shell.halts, exact: true }).tap()
    await page.getByRole('link', { name: like(w.halt.list.row) }).tap()
    await page.getByRole('button', { name: w.halt.lift.button }).first().tap()
    await page.getByRole('dialog').getByRole('button', { name: w.lift.dialog.submit, exact: true }).tap()
    await expect.poll(() => haltsOf(office, true)).toEqual([])
    expect(await office.delivery(due.id)).toMatchObject({ state: 'held' })
  })
})

test('who owns the installation stops all of it, from any page', async ({ desk: page, office, network }) => {
  const w = words.en
  const { account } = await connectFor(office, network)
  await page.goto(`${office.path}/settings/profile`)
  await holdMouse(page, stopButton(page, w), () => expect(haltHeading(page, w)).toBeVisible())
  try {
    await expect(page.getByText(like(w.halt.page.lead))).toContainText(w.halt.scope.installation)
    const planned = await office.write('Planned for later', account, { kind: 'at', at: inAnHour() })
    await page.goto(`${office.path}/posts/${planned.id}`)
    await expect(banner(page, w)).toContainText(w.halt.scope.installation)
  } finally {
    // the tests of this worker share the installation
    const halt = await theHalt(office)
    await office.owner.post(`/api/halts/${halt.id}/lift`)
  }
  await expect(banner(page, w)).toHaveCount(0)
})
