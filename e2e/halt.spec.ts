/** The emergency stop, from the red button to the lift, as people in a hurry use it. */
import type { Page } from '@playwright/test'
import type { Account, Post } from '../web/src/api/types.ts'
import { look } from './world/look.ts'
import { enter, type Office } from './world/office.ts'
import {
  banner,
  connectFor,
  haltHeading,
  haltsOf,
  holdMouse,
  holdToStop,
  soon,
  stateOf,
  station,
  stopButton,
  theHalt,
} from './world/stop.ts'
import { expect, test } from './world/test.ts'
import { fill, like, words, type Language, type Words } from './world/words.ts'

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' }
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
      const { account, texts } = await connectFor(office, network)
      await office.rename('Saint-Aubin')
      const [admin, editor] = [
        await office.invite('admin', language, 'Amina Roche'),
        await office.invite('editor', language),
      ]
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
  expect(await haltsOf(office, true)).toEqual([])
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
  await expect(dialog).toContainText(w.lift.dialog.plain)
  await look(page, 'lift, asked')
  await dialog.getByRole('button', { name: w.lift.dialog.submit, exact: true }).click()
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
