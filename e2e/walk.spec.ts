/** The whole of the main job, as a person does it: from the first visit to a post that others see on the network. */
import type { Locator, Page } from '@playwright/test'
import type { Bluesky } from '@vigie/playground'
import { signingOut } from './world/guard.ts'
import { look } from './world/look.ts'
import { checkPublished } from './world/on-the-network.ts'
import { expect, firstVisit } from './world/test.ts'
import { fill, like, words, type Language, type Words } from './world/words.ts'

const family = '👨‍👩‍👧‍👦'
const owner = { name: 'Claire Lefèvre', email: 'claire@example.test', password: 'lighthouse above the harbour' }
const texts: Readonly<Record<Language, string>> = {
  fr: `La médiathèque rouvre mardi ${family}\u202f! Merci @alice.test\u202f: https://example.org/médiathèque #SaintAubin`,
  en: `The library reopens on Tuesday ${family}! Thanks to @alice.test: https://example.org/library #SaintAubin`,
}

for (const language of ['fr', 'en'] as const) {
  firstVisit(`from the first visit to a first post, ${language}`, async ({ page, guard, network, networkPages }) => {
    firstVisit.setTimeout(300_000)
    const w = words[language]
    // before somebody is signed in, asking who they are is refused; and a wrong sign-in is meant to be
    guard.expectErrors(/\/api\/me$/, /\/accounts$/, /\/sign-in\/email$/, ...signingOut)
    guard.mayVisit(networkPages.url, network.appViewUrl!)
    const step = firstVisit.step

    await step('sets up the owner and the first workspace', () => setUp(page, w, language))
    await step('connects a Bluesky account, not at the first try', () => connect(page, w, network))
    const text = `${texts[language]} (${language})`
    await step('writes a post, with the network’s count and marks', () => write(page, w, text))
    await step('sends it, and takes it back', () => sendAndUndo(page, w, network, text))
    await step('sends it again, and lets it go', () => sendAndWait(page, w))
    await step('reads it on the network', () => readOnTheNetwork(page, w, network, text))
    await step('plans another, moves it, takes it back', () => plan(page, w, language))
    await step('looks at the other rooms', () => lookAround(page, w))
    await step('signs out and in again', () => signOutAndIn(page, w))
  })
}

const button = (page: Page | Locator, name: string) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true, level: 1 })

async function setUp(page: Page, w: Words, language: Language): Promise<void> {
  await page.goto('/')
  await page.getByRole('radiogroup').getByText(w.common.languageName[language]).click()
  await expect(heading(page, w.entry.setup.title)).toBeVisible()
  await page.getByLabel(w.common.name, { exact: true }).fill(owner.name)
  await page.getByLabel(w.common.email, { exact: true }).fill(owner.email)
  await page.getByLabel(w.common.password, { exact: true }).fill('short')
  await page.getByLabel(w.entry.setup.workspaceName).fill('Mairie de Saint-Aubin')
  await button(page, w.entry.setup.submit).click()
  await expect(page.getByText(w.entry.needs.password)).toBeVisible()
  await look(page, 'first visit, with a password too short')
  await page.getByLabel(w.common.password, { exact: true }).fill(owner.password)
  const zone = page.getByRole('combobox', { name: w.common.timeZone })
  await zone.fill('noumea')
  await page.getByRole('option', { name: /Noumea/ }).click()
  await button(page, w.entry.setup.submit).click()
  await expect(heading(page, w.accounts.title)).toBeVisible()
}

async function connect(page: Page, w: Words, { url, mairie }: Bluesky): Promise<void> {
  await expect(page.getByText(w.accounts.empty)).toBeVisible()
  await look(page, 'accounts, none yet')
  await button(page, w.accounts.connect).click()
  const dialog = page.getByRole('dialog')
  const { fields } = w.accounts
  await button(dialog, w.accounts.elsewhere.withPassword).click()
  await expect(dialog.getByLabel(fields.service)).toHaveValue('https://bsky.social')
  await dialog.getByLabel(fields.handle).fill(`@${mairie.handle}`)
  await dialog.getByLabel(fields.password).fill('xxxx-xxxx-xxxx-xxxx')
  // nobody listens there
  await dialog.getByLabel(fields.service).fill('http://localhost:9')
  await button(dialog, w.accounts.connect).click()
  await expect(dialog.getByRole('alert')).toContainText(w.accounts.refusal.unreachable)
  await dialog.getByLabel(fields.service).fill(url)
  await button(dialog, w.accounts.connect).click()
  await expect(dialog.getByRole('alert')).toContainText(w.accounts.refusal.wrong_password)
  await look(page, 'connecting an account, refused')
  await dialog.getByLabel(fields.password).fill(mairie.appPassword)
  await button(dialog, w.accounts.connect).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(fill(w.accounts.connected, { handle: mairie.handle }))).toBeVisible()
  const row = page.getByRole('listitem').filter({ hasText: `@${mairie.handle}` })
  await expect(row.getByText(mairie.displayName)).toBeVisible()
  await expect(row.getByText(w.accounts.health.ok)).toBeVisible()
  await expect(row.getByText(like(w.accounts.lastCheck))).toBeVisible()
  // the picture stands beside the name and says nothing of its own
  const picture = row.locator('img')
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100)
  await look(page, 'accounts, one connected')
}

async function write(page: Page, w: Words, text: string): Promise<void> {
  await page.getByRole('link', { name: w.shell.write, exact: true }).click()
  await expect(heading(page, w.composer.title)).toBeVisible()
  const box = page.getByLabel(w.composer.text, { exact: true })
  const send = button(page, w.composer.sendNow)
  const left = (count: number) => page.getByText(fill(w.composer.count.left, { left: count }), { exact: true })
  await expect(send).toBeDisabled()
  await expect(send).toHaveAccessibleDescription(w.composer.why.empty)
  await box.pressSequentially('ab')
  await expect(left(298)).toBeVisible()
  // one sign for a reader, however many it is made of
  await box.fill(family)
  await expect(left(299)).toBeVisible()
  await box.fill('é'.repeat(312))
  await expect(page.getByText(fill(w.composer.count.over, { over: 12 }), { exact: true })).toBeVisible()
  await expect(send).toBeDisabled()
  const why = fill(w.composer.why.overlong, { network: 'Bluesky', over: 12, used: 312, limit: 300 })
  await expect(send).toHaveAccessibleDescription(why)
  await look(page, 'composer, too long')
  await box.fill(text)
  await expect(send).toBeEnabled()
  const preview = page.getByRole('region', { name: fill(w.composer.preview, { network: 'Bluesky' }) })
  await expect(preview.getByRole('article')).toContainText(text)
  await expect(preview.getByRole('article')).toContainText('Mairie de Saint-Aubin')
  for (const [kind, marked] of [
    ['mention', '@alice.test'],
    ['link', /^https:\/\/example\.org\/m?.+/],
    ['tag', '#SaintAubin'],
  ] as const) {
    await expect(page.locator(`[data-kind=${kind}]`)).toHaveText(marked)
  }
  await look(page, 'composer')
}

async function sendAndUndo(page: Page, w: Words, { mairie, posts }: Bluesky, text: string): Promise<void> {
  await button(page, w.composer.sendNow).click()
  const title = like(w.deliveries.undo.title)
  await expect(page.getByText(title)).toBeVisible()
  await page
    .getByRole('listitem')
    .filter({ hasText: title })
    .getByRole('button', { name: w.deliveries.undo.button })
    .click()
  await expect(page.getByText(w.deliveries.undo.undone)).toBeVisible()
  await expect(heading(page, w.composer.editTitle)).toBeVisible()
  await expect(page.getByLabel(w.composer.text, { exact: true })).toHaveValue(text)
  expect((await posts(mairie.did)).map((post) => post.text)).not.toContain(text)
}

async function sendAndWait(page: Page, w: Words): Promise<void> {
  await button(page, w.composer.sendNow).click()
  await expect(page.getByText(like(w.deliveries.undo.title))).toBeVisible()
  await look(page, 'post, its undo time running')
  const card = page.getByRole('region', { name: '@mairie.test' }).first()
  await expect(card.getByText(w.deliveries.about.published)).toBeVisible({ timeout: 40_000 })
  await card.getByText(w.deliveries.history).click()
  const history = card.getByRole('listitem')
  await expect(history.filter({ hasText: w.deliveries.action.permitted })).toBeVisible()
  await expect(history.filter({ hasText: w.deliveries.action.published })).toBeVisible()
  await expect(history.filter({ hasText: w.deliveries.action.scheduled })).toContainText(owner.name)
  await look(page, 'post, published')
}

async function readOnTheNetwork(page: Page, w: Words, network: Bluesky, text: string): Promise<void> {
  await checkPublished(network, text)
  const link = page.getByRole('link', { name: fill(w.deliveries.open, { network: 'Bluesky' }) })
  const [opened] = await Promise.all([page.waitForEvent('popup'), link.click()])
  await expect(opened.getByText(text)).toBeVisible()
  await opened.close()
}

async function plan(page: Page, w: Words, language: Language): Promise<void> {
  await page.getByRole('link', { name: w.shell.write, exact: true }).click()
  await page.getByLabel(w.composer.text, { exact: true }).fill('Demain, conseil municipal.')
  await button(page, w.composer.schedule).click()
  // the zone is the workspace's, not this browser's, and is named
  await expect(page.getByText(like(fill(w.composer.when.zone, { zone: 'Noumea' }).replace('.', '')))).toBeVisible()
  await setTime(page, page, w, '09', '30')
  await look(page, 'composer, planning')
  await button(page, w.composer.scheduleSubmit).click()
  await expect(page.getByText(like(w.composer.scheduled)).first()).toContainText('Noumea')
  const card = page.getByRole('region', { name: '@mairie.test' })
  await expect(card.getByText(w.deliveries.about.scheduled)).toBeVisible()
  await expect(card.getByText(like(w.deliveries.willGo))).toContainText('09:30')

  await page.getByRole('link', { name: w.shell.posts, exact: true }).click()
  await page.getByRole('tab', { name: w.posts.tab.scheduled }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Demain, conseil municipal.' })
  await expect(row).toContainText('09:30')
  await look(page, 'posts, scheduled')
  await row.getByRole('link').click()

  await button(page, w.deliveries.do.reschedule).click()
  await setTime(page, page.getByRole('dialog'), w, '11', '45')
  await look(page, `moving a post (${language})`)
  await button(page.getByRole('dialog'), w.deliveries.move.submit).click()
  await expect(page.getByText(w.deliveries.done.rescheduled)).toBeVisible()
  await expect(card.getByText(like(w.deliveries.willGo))).toContainText('11:45')
  await button(page, w.deliveries.do.cancel).click()
  await expect(page.getByText(w.deliveries.done.cancelled)).toBeVisible()
  await expect(heading(page, w.posts.page.draftTitle)).toBeVisible()
  await page.getByText(w.deliveries.earlier).click()
  await expect(card.getByText(w.deliveries.about.cancelled)).toBeVisible()
  await look(page, 'post, taken back')
}

/** A day of next month, at an hour of the workspace. */
async function setTime(page: Page, at: Page | Locator, w: Words, hours: string, minutes: string): Promise<void> {
  await at.getByLabel(w.composer.when.date).click()
  await page.getByRole('button', { name: w.composer.when.calendar.nextMonth }).click()
  await look(page, 'calendar')
  await page.getByRole('button', { name: /^15 / }).click()
  await at.getByRole('spinbutton', { name: w.composer.when.hours }).fill(hours)
  await at.getByRole('spinbutton', { name: w.composer.when.minutes }).fill(minutes)
}

async function lookAround(page: Page, w: Words): Promise<void> {
  for (const room of ['posts', 'people', 'record'] as const) {
    await page.getByRole('link', { name: w.shell[room], exact: true }).click()
    await expect(heading(page, w[room === 'record' ? 'audit' : room].title)).toBeVisible()
    await look(page, room)
  }
  await page.getByRole('link', { name: w.shell.settings, exact: true }).click()
  for (const part of ['profile', 'security', 'workspace', 'tokens'] as const) {
    await page.getByRole('link', { name: w.settings[part].title, exact: true }).click()
    await expect(heading(page, w.settings[part].title)).toBeVisible()
    await look(page, `settings, ${part}`)
  }
}

async function signOutAndIn(page: Page, w: Words): Promise<void> {
  await page.getByRole('button', { name: fill(w.shell.yourMenu, { name: owner.name }) }).click()
  await page.getByRole('menuitem', { name: w.shell.signOut }).click()
  await expect(heading(page, w.entry.signIn.title)).toBeVisible()
  await page.getByLabel(w.common.email, { exact: true }).fill(owner.email)
  await page.getByLabel(w.common.password, { exact: true }).fill('not my password')
  await button(page, w.entry.signIn.submit).click()
  await expect(page.getByRole('alert')).toContainText(w.entry.signIn.refused)
  await look(page, 'sign-in, refused')
  await page.getByLabel(w.common.password, { exact: true }).fill(owner.password)
  await button(page, w.entry.signIn.submit).click()
  await expect(heading(page, w.posts.title)).toBeVisible()
}
