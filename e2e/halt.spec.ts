/** The emergency stop, from the red button to the lift, as people in a hurry use it. */
import type { Page } from '@playwright/test'
import type { Bluesky } from '@vigie/playground'
import type { Account, Post } from '../web/src/api/types.ts'
import { look } from './world/look.ts'
import { enter, type Office } from './world/office.ts'
import {
  banner,
  haltHeading,
  haltsOf,
  holdFinger,
  holdKey,
  holdMouse,
  holdToStop,
  station,
  stopButton,
  stopWord,
  theHalt,
} from './world/stop.ts'
import { expect, test } from './world/test.ts'
import { fill, like, words, type Language, type Words } from './world/words.ts'

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' }
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const soon = () => new Date(Date.now() + 1000).toISOString()

/** A person of the network for this test alone, connected. */
async function connect(
  office: Office,
  network: Bluesky,
): Promise<{ account: Account; texts: () => Promise<string[]> }> {
  const person = await network.createPerson(`halt-${office.workspaceId.slice(-8)}`)
  const account = await office.connect(person)
  await office.setUndo(0)
  return { account, texts: async () => (await network.posts(person.did)).map(({ text }) => text) }
}

const stateOf =
  (office: Office, { id }: Post) =>
  async () =>
    (await office.delivery(id)).state

for (const language of ['fr', 'en'] as const) {
  test.describe(language, () => {
    test.use({ locale: locales[language] })

    test('one stops, everybody knows, nothing goes out, what is out is taken back, and the stop is lifted', async ({
      page,
      context,
      office,
      network,
      openBrowser,
    }) => {
      test.setTimeout(400_000)
      const w = words[language]
      const { account, texts } = await connect(office, network)
      const [admin, editor] = [await office.invite('admin', language), await office.invite('editor', language)]
      await enter(context, admin.session)
      const published = await office.write('Open day on Saturday', account, { kind: 'now' })
      await expect.poll(stateOf(office, published)).toBe('published')

      const other = await openBrowser({ locale: locales[language] })
      await enter(other, editor.session)
      const theirs = await other.newPage()
      await theirs.goto(`${office.path}/compose`)
      const box = theirs.getByLabel(w.composer.text, { exact: true })
      await box.fill('Written while it burns')
      const send = theirs.getByRole('button', { name: w.composer.sendNow })
      await expect(send).toBeEnabled()

      await test.step('a press that is let go stops nothing', () => pressShortly(page, office, w))
      await test.step('a press that is held stops everything', async () => {
        await holdMouse(page, stopButton(page, w), () => expect(haltHeading(page, w)).toBeVisible())
        await checkPage(page, office, w, language)
        await look(page, 'halt, silent')
      })
      await test.step('the other hears of it while writing, and keeps the text', async () => {
        await expect(banner(theirs, w)).toContainText(admin.name)
        await expect(banner(theirs, w)).toContainText(w.halt.banner.silent)
        await expect(send).toBeDisabled()
        await expect(send).toHaveAccessibleDescription(new RegExp(admin.name))
        await expect(box).toHaveValue('Written while it burns')
        // an editor writes and schedules on, and lets nothing through
        await expect(theirs.getByRole('button', { name: w.halt.statement.button })).toHaveCount(0)
        await look(theirs, 'composer during a stop')
      })
      await test.step('scheduling goes on', async () => {
        await theirs.getByRole('button', { name: w.composer.schedule }).click()
        await theirs.getByRole('button', { name: w.composer.scheduleSubmit, exact: true }).click()
        await expect(theirs.getByText(w.deliveries.about.scheduled)).toBeVisible()
      })
      const held = await test.step('what falls due is held', () => fallDue(page, office, account, w))
      await test.step('what is out is taken back', async () => {
        expect(await texts()).toContain('Open day on Saturday')
        await takeBack(page, w, published)
        await expect.poll(texts, { timeout: 60_000 }).not.toContain('Open day on Saturday')
        await expect(station(page, w.halt.out.title).getByText(like(w.halt.out.removed))).toBeVisible()
        await look(page, 'halt, recalled')
      })
      await test.step('the reason is given afterwards', async () => {
        const why = 'Our account was broken into'
        await page.getByLabel(w.halt.reason.label).fill(why)
        await page.getByRole('button', { name: w.halt.reason.save }).click()
        await expect(station(page, w.halt.reason.title)).toContainText(why)
        await expect(banner(theirs, w)).toContainText(why)
      })
      await test.step('a statement passes, and nothing else', async () => {
        await sendStatement(page, office, w, held.statement)
        await expect.poll(texts, { timeout: 60_000 }).toContain('We are looking into it')
        expect(await office.delivery(held.other.id)).toMatchObject({ state: 'held', reason: 'halted' })
        await page.goto(`${office.path}/halts/${(await theHalt(office)).id}`)
        await expect(station(page, w.halt.statements.title)).toContainText('We are looking into it')
      })
      await test.step('the lift lets nothing out by itself', async () => {
        await liftAll(page, office, w)
        await expect(banner(theirs, w)).toHaveCount(0)
        expect(await office.delivery(held.other.id)).toMatchObject({ state: 'held' })
        expect(await texts()).toEqual(['We are looking into it'])
        await theirs.goto(`${office.path}/posts/${held.other.id}`)
        await expect(theirs.getByText(w.halt.why.lifted)).toBeVisible()
        await look(theirs, 'post held by a stop that was lifted')
      })
    })
  })
}

async function pressShortly(page: Page, office: Office, w: Words): Promise<void> {
  await page.goto(`${office.path}/posts`)
  const button = stopButton(page, w)
  await expect(button).toBeInViewport()
  await look(page, 'posts, with the red button')
  await button.click()
  await expect(holdToStop(page, w)).toBeFocused()
  await look(page, 'stop, asked')
  await page.getByText(w.halt.dialog.narrow).click()
  await page.getByRole('radio', { name: w.halt.dialog.reachAccount, exact: true }).check()
  await look(page, 'stop, narrowed')
  await holdToStop(page, w).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(await haltsOf(office)).toEqual([])
}

/** Seal, wire, silence and the rest, in the order in which a person needs them, with the server's own instants. */
async function checkPage(page: Page, office: Office, w: Words, language: Language): Promise<void> {
  const { halt } = w
  const order = [halt.sealed, halt.wire, halt.silent, halt.held, halt.out, halt.notOurs, halt.reason, halt.statements]
  await expect(page.locator('main section:has(> div > h2) h2')).toContainText(order.map(({ title }) => title))
  await expect(page.getByText(halt.silent.yes)).toBeVisible()
  const { sealedAt, silentAt } = await theHalt(office)
  const clock = new Intl.DateTimeFormat(locales[language], {
    timeZone: 'Europe/Paris',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
  })
  await expect(station(page, halt.sealed.title)).toContainText(clock.format(new Date(sealedAt)))
  await expect(station(page, halt.silent.title)).toContainText(clock.format(new Date(silentAt!)))
  await expect(station(page, halt.sealed.title)).toContainText('Paris')
}

/** Two posts fall due; the page counts them by itself. */
async function fallDue(page: Page, office: Office, account: Account, w: Words) {
  const statement = await office.write('We are looking into it', account, { kind: 'at', at: soon() })
  const other = await office.write('Happy birthday to us!', account, { kind: 'at', at: soon() })
  for (const post of [statement, other]) await expect.poll(stateOf(office, post), { timeout: 30_000 }).toBe('held')
  await expect(station(page, w.halt.held.title)).toContainText(fill(w.halt.held.some_other, { count: 2 }))
  return { statement, other }
}

async function takeBack(page: Page, w: Words, { text }: Post): Promise<void> {
  const row = station(page, w.halt.out.title).getByRole('listitem').filter({ hasText: text })
  await row.getByRole('button', { name: w.halt.out.recall }).click()
  await look(page, 'recall, asked')
  await page.getByRole('dialog').getByRole('button', { name: w.halt.out.confirm, exact: true }).click()
  await expect(page.getByText(fill(w.halt.out.askedToast_one, { count: 1 }))).toBeVisible()
}

async function sendStatement(page: Page, office: Office, w: Words, { id }: Post): Promise<void> {
  await page.goto(`${office.path}/posts/${id}`)
  await expect(page.getByText(like(w.halt.why.held))).toBeVisible()
  const release = page.getByRole('button', { name: w.deliveries.do.release })
  await expect(release).toBeDisabled()
  await look(page, 'post, held by a stop')
  await page.getByRole('button', { name: w.halt.statement.button }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: w.halt.statement.submit })).toBeDisabled()
  await look(page, 'statement')
  await dialog.getByLabel(w.halt.statement.reason).fill('People ask us')
  await dialog.getByRole('button', { name: w.halt.statement.submit }).click()
  await expect(page.getByText(w.deliveries.about.published)).toBeVisible({ timeout: 30_000 })
}

async function liftAll(page: Page, office: Office, w: Words): Promise<void> {
  const { id } = await theHalt(office)
  await page.getByRole('button', { name: w.halt.lift.button }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(w.halt.lift.body)
  await look(page, 'lift, asked')
  await dialog.getByRole('button', { name: w.halt.lift.submit, exact: true }).click()
  await page.waitForURL(`**/halts/${id}/lift`)
  expect(await haltsOf(office, true)).toEqual([])
  await page.goto(`${office.path}/halts/${id}`)
  await expect(page.getByRole('heading', { name: w.halt.page.titleLifted, level: 1 })).toBeVisible()
  await look(page, 'halt, lifted')
  await page.getByRole('link', { name: w.shell.halts, exact: true }).click()
  await expect(page.getByRole('heading', { name: w.halt.list.title, level: 1 })).toBeVisible()
  await expect(page.getByText(w.halt.list.lifted, { exact: true })).toBeVisible()
  await look(page, 'list of stops')
}

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
  expect(await haltsOf(office)).toEqual([])
})

test('stops from the keyboard alone, while writing, by a key that is held or by the word', async ({
  page,
  context,
  office,
  network,
}) => {
  const w = words.en
  const { account, texts } = await connect(office, network)
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
  expect(await haltsOf(office)).toEqual([])

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
  const { account, texts } = await connect(office, network)
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
  // what a person sends now still goes out at this level
  await page.goto(`${office.path}/posts/${scheduled.id}`)
  await page.getByRole('button', { name: w.deliveries.do.release }).click()
  await expect(page.getByText(w.deliveries.about.published)).toBeVisible({ timeout: 30_000 })
  expect(await texts()).toEqual(['Scheduled, so it waits'])
})

test('what is not silent yet says what it waits for, and what to do', async ({ page, context, office, network }) => {
  const w = words.en
  const { account } = await connect(office, network)
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
  test.use({ viewport: { width: 390, height: 844 }, locale: locales.fr, hasTouch: true, isMobile: true })

  test('is stopped with a finger, and lifted', async ({ page, context, office, network }) => {
    test.setTimeout(240_000)
    const w = words.fr
    const { account } = await connect(office, network)
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
    await page.getByRole('dialog').getByRole('button', { name: w.halt.lift.submit, exact: true }).tap()
    await expect.poll(() => haltsOf(office, true)).toEqual([])
    expect(await office.delivery(due.id)).toMatchObject({ state: 'held' })
  })
})

test('who owns the installation stops all of it, from any page', async ({ desk: page, office, network }) => {
  const w = words.en
  const { account } = await connect(office, network)
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
