/** After a stop: what was held is decided, and the stop is lifted. */
import type { Locator, Page } from '@playwright/test'
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { heldCount, heldRow as row, hold, lift, seal } from './world/stops.ts'
import { expect, test } from './world/test.ts'
import { fill, like, plural, words } from './world/words.ts'

const w = words.en
const button = (at: Page | Locator, name: string) => at.getByRole('button', { name, exact: true })
const chosen = (count: number) => plural(w.lift, 'chosen', count)

async function decideOne(page: Page, text: string, act: string): Promise<void> {
  await row(page, text)
    .getByRole('button', { name: like(w.lift.decideOf) })
    .click()
  await page.getByRole('menuitem', { name: act }).click()
}

test('decides what was held, one by one and together', async ({ desk: page, office, network }) => {
  const account = await office.connect(network.mairie)
  await office.setUndo(0)
  const halt = await seal(office, { reason: 'A post nobody wrote' })
  const texts = ['Birthday of the mayor', 'Party on the square', 'Offer of the week', 'Market on Sunday', 'Road works']
  const posts = await hold(
    office,
    account,
    texts.map((text) => ({ text })),
  )

  await page.goto(`${office.path}/halts/${halt.id}/lift`)
  await expect(page.getByText(like(w.lift.inForce))).toBeVisible()
  await expect(page.getByText('A post nobody wrote')).toBeVisible()
  for (const text of texts) await expect(row(page, text)).toBeVisible()
  await expect(row(page, 'Market').getByText(like(w.lift.covered))).toBeVisible()
  await look(page, 'lift, in force')

  // while the stop covers it, it may leave the list but not speak
  await row(page, 'Market')
    .getByRole('button', { name: like(w.lift.decideOf) })
    .click()
  await expect(page.getByRole('menuitem', { name: w.lift.as.send_now })).toBeDisabled()
  await page.getByRole('menuitem', { name: w.lift.as.drop }).click()
  await expect(row(page, 'Market')).toHaveCount(0)
  expect((await office.post(posts[3]!.id)).deliveries[0]?.state).toBe('cancelled')

  await page
    .getByRole('checkbox', { name: like(w.lift.choose) })
    .first()
    .check()
  await row(page, 'Party').getByRole('checkbox').check()
  await expect(page.getByText(chosen(2), { exact: true })).toBeVisible()
  await button(page, w.lift.as.send_now).click()
  await button(page.getByRole('dialog'), w.lift.as.send_now).click()
  // the server refuses both, and the page says so
  await expect(page.getByText(plural(w.lift.outcome, 'send_now', 0))).toBeVisible()
  await expect(page.getByText(plural(w.lift.outcome, 'refused', 2))).toBeVisible()
  await expect(page.getByText(w.lift.refused.HALT_ACTIVE)).toBeVisible()
  await look(page, 'lift, refused')

  await button(page, w.lift.dialog.button).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(w.lift.dialog.plain)).toBeVisible()
  await look(page, 'lift dialogue')
  await dialog.getByLabel(like(w.lift.dialog.reason)).fill('The account is ours again')
  await button(dialog, w.lift.dialog.submit).click()
  await expect(page.getByText(like(w.lift.lifted))).toBeVisible()
  // lifting published nothing
  expect(await heldCount(office)).toBe(4)

  await page.getByRole('group', { name: w.lift.filter.chips }).getByRole('button', { name: 'party, fête' }).click()
  await expect(row(page, 'Road works')).toHaveCount(0)
  await expect(row(page, 'Party')).toBeVisible()
  await button(page, w.lift.filter.clear).click()
  await expect(row(page, 'Road works')).toBeVisible()

  await decideOne(page, 'Birthday', w.lift.as.draft)
  await expect(page.getByText(plural(w.lift.outcome, 'draft', 1))).toBeVisible()
  expect((await office.post(posts[0]!.id)).state).toBe('draft')

  await decideOne(page, 'Offer', w.lift.as.move)
  await page.getByRole('dialog').getByLabel(w.lift.move.by).fill('3')
  await button(page.getByRole('dialog'), w.lift.move.submit).click()
  await expect(page.getByText(plural(w.lift.outcome, 'move', 1))).toBeVisible()
  const moved = (await office.post(posts[2]!.id)).deliveries[0]!
  expect(moved.state).toBe('scheduled')
  const distance = Date.parse(moved.dueAt) - Date.now()
  expect(distance).toBeGreaterThan(2.5 * 3_600_000)
  expect(distance).toBeLessThan(3.1 * 3_600_000)
  // what comes next is shown below
  const next = page.getByRole('region').or(page.locator('section')).filter({ hasText: w.lift.upcoming.title })
  await expect(next.getByText('Offer of the week')).toBeVisible()

  await button(page, plural(w.lift, 'chooseAll', 2)).click()
  await button(page, w.lift.as.send_now).click()
  await button(page.getByRole('dialog'), w.lift.as.send_now).click()
  await expect(page.getByText(plural(w.lift.outcome, 'send_now', 2))).toBeVisible()
  await expect(page.getByText(w.lift.emptyHalt)).toBeVisible()
  for (const at of [1, 4]) {
    await expect.poll(async () => (await office.delivery(posts[at]!.id)).state, { timeout: 30_000 }).toBe('published')
  }
  await look(page, 'lift, all decided')
})

test('decides from the keyboard', async ({ desk: page, office, network }) => {
  const brand = await network.createPerson(`keys-${office.workspaceId.slice(-8)}`)
  const account = await office.connect(brand)
  await office.setUndo(0)
  const halt = await seal(office)
  const texts = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth'].map((word) => `${word} of the morning`)
  const posts = await hold(
    office,
    account,
    texts.map((text) => ({ text })),
  )
  await lift(office, halt)

  await page.goto(`${office.path}/held`)
  for (const text of texts) await expect(row(page, text)).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText(w.lift.keys.title)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  const focused = (text: string) => expect(row(page, text).getByRole('checkbox')).toBeFocused()
  await page.keyboard.press('j')
  await focused('First')
  await page.keyboard.press('j')
  await focused('Second')
  await page.keyboard.press('x')
  await page.keyboard.press('Shift+J')
  await page.keyboard.press('Shift+J')
  await focused('Fourth')
  await expect(page.getByText(chosen(3), { exact: true })).toBeVisible()
  await expect(row(page, 'Third').getByRole('checkbox')).toBeChecked()
  await page.keyboard.press('d')
  await expect(page.getByRole('dialog')).toContainText(plural(w.lift.ask, 'drop', 3))
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('b')
  await page.getByRole('dialog').getByRole('button', { name: w.lift.as.draft }).press('Enter')
  await expect(page.getByText(plural(w.lift.outcome, 'draft', 3))).toBeVisible()
  // the keyboard goes on with what came after
  await focused('Fifth')
  await page.keyboard.press('k')
  await focused('First')
  await page.keyboard.press('d')
  await expect(page.getByText(plural(w.lift.outcome, 'drop', 1))).toBeVisible()
  await focused('Fifth')
  await page.keyboard.press('a')
  await expect(page.getByText(chosen(2), { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText(chosen(2), { exact: true })).toHaveCount(0)
  await page.keyboard.press('m')
  await page.getByRole('dialog').getByLabel(w.lift.move.by).fill('2')
  await page.keyboard.press('Enter')
  await expect(page.getByText(plural(w.lift.outcome, 'move', 1))).toBeVisible()
  await focused('Sixth')
  // two keys in a row that lead elsewhere are not taken for one of the list
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(page.getByRole('heading', { name: w.accounts.title, level: 1 })).toBeVisible()

  const states = await Promise.all(posts.map(async ({ id }) => (await office.post(id)).state))
  expect(states).toEqual(['draft', 'draft', 'draft', 'draft', 'scheduled', 'held'])
  expect((await office.delivery(posts[0]!.id)).state).toBe('cancelled')
})

test('hundreds at once, chosen by the filter', async ({ desk: page, office, network }) => {
  const brand = await network.createPerson(`many-${office.workspaceId.slice(-8)}`)
  const account = await office.connect(brand)
  await office.setUndo(0)
  const halt = await seal(office)
  const texts = Array.from({ length: 260 }, (_, index) => `Number ${index}${index % 5 === 0 ? ', a promo' : ''}`)
  await hold(
    office,
    account,
    texts.map((text) => ({ text })),
  )
  await expect.poll(() => heldCount(office), { timeout: 60_000 }).toBe(260)
  await lift(office, halt)

  await page.goto(`${office.path}/held`)
  await expect(page.getByText(plural(w.lift, 'count', 260), { exact: true }).first()).toBeVisible()
  // thousands cost no more than ten: only what is in sight is drawn
  expect(await page.getByRole('list', { name: w.lift.list }).getByRole('listitem').count()).toBeLessThan(60)
  await page.getByLabel(w.lift.filter.words).fill('PROMO')
  await button(page, plural(w.lift, 'chooseMatching', 52)).click()
  await expect(page.getByText(chosen(52), { exact: true })).toBeVisible()
  await button(page, w.lift.as.drop).click()
  await button(page.getByRole('dialog'), w.lift.as.drop).click()
  await expect(page.getByText(plural(w.lift.outcome, 'drop', 52))).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(w.lift.emptyFilter)).toBeVisible()
  await button(page, w.lift.filter.clear).click()
  await expect(page.getByText(plural(w.lift, 'count', 208), { exact: true }).first()).toBeVisible()
  expect(await heldCount(office)).toBe(208)

  // the last of them, by the keyboard: the list follows
  const list = page.getByRole('list', { name: w.lift.list })
  await list.locator('..').evaluate((box) => box.scrollTo(0, box.scrollHeight))
  await expect(row(page, 'Number 259')).toBeVisible()
  await row(page, 'Number 259').getByRole('checkbox').check()
  await list.locator('..').evaluate((box) => box.scrollTo(0, 0))
  await expect(row(page, 'Number 259')).toHaveCount(0)
  await row(page, 'Number 1')
    .first()
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] })
  await expect(page.getByText(chosen(208), { exact: true })).toBeVisible()
})

test('lifts a part: people may speak, and one account', async ({ desk: page, office, network }) => {
  await office.connect(network.mairie)
  const halt = await seal(office)
  await page.goto(`${office.path}/held`)
  await page.getByRole('link', { name: w.lift.open }).click()
  await button(page, w.lift.dialog.button).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: w.lift.dialog.scheduled }).check()
  await button(dialog, w.lift.dialog.submit).click()
  await expect(page.getByText(w.lift.dialog.donePart)).toBeVisible()
  await expect(page.getByText(like(w.lift.level.scheduled))).toBeVisible()
  await button(page, w.lift.dialog.button).click()
  await dialog.getByRole('radio', { name: w.lift.dialog.part, exact: true }).check()
  await dialog.getByRole('combobox', { name: w.lift.dialog.partOf }).click()
  await page.getByRole('option', { name: `@${network.mairie.handle}` }).click()
  await look(page, 'lift dialogue, a part')
  await button(dialog, w.lift.dialog.submit).click()
  await expect(page.getByText(fill(w.lift.excepted, { parts: `on @${network.mairie.handle}` }))).toBeVisible()
  const { level, exceptions, liftedAt } = await office.owner.get<typeof halt>(`${office.api}/halts/${halt.id}`)
  expect({ level, exceptions: exceptions.length, liftedAt }).toEqual({
    level: 'scheduled',
    exceptions: 1,
    liftedAt: null,
  })
})

test('an editor decides and does not lift; a viewer only looks', async ({ office, network, openBrowser }) => {
  const account = await office.connect(network.mairie)
  const halt = await seal(office)
  await hold(office, account, [{ text: 'Seen by two roles' }])
  for (const role of ['editor', 'viewer'] as const) {
    const { session } = await office.invite(role)
    const context = await openBrowser()
    await enter(context, session)
    const page = await context.newPage()
    await page.goto(`${office.path}/halts/${halt.id}/lift`)
    await expect(row(page, 'Seen by two roles')).toBeVisible()
    await expect(page.getByText(w.lift.dialog.notYou)).toBeVisible()
    await expect(button(page, w.lift.dialog.button)).toHaveCount(0)
    const decisions = row(page, 'Seen').getByRole('button', { name: like(w.lift.decideOf) })
    await expect(decisions).toHaveCount(role === 'editor' ? 1 : 0)
  }
})
