/**
 * The pictures of the manual, in docs/screenshots. Made on request only, and looked at before they are committed:
 *
 *   VIGIE_SCREENSHOTS=true npm test -- e2e/screenshots.spec.ts
 */
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import type { Bluesky } from '@vigie/playground'
import { Office, enter } from './world/office.ts'
import type { Session } from './world/session.ts'
import { expect, test } from './world/test.ts'
import { like, words } from './world/words.ts'

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const text = `The library reopens on Tuesday at 10, with a reading room twice as large and a quiet floor for students.

Opening hours and the programme of the first week: https://saint-aubin.example/library

Thank you @alice.test for the photographs. #SaintAubin`

/** The town hall's workspace on an ordinary morning. */
async function ordinaryDay(owner: Session, network: Bluesky): Promise<Office> {
  const office = await Office.open(owner, network, 'Mairie de Saint-Aubin')
  const account = await office.connect(network.mairie)
  await office.setUndo(0)
  const day = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10)
  const tomorrow = (time: string) => `${day}T${time}:00Z`
  const published = await office.write('The market stays on the church square during the works.', account, {
    kind: 'now',
  })
  await expect.poll(async () => (await office.delivery(published.id)).state).toBe('published')
  await office.write('Town council tonight at 18:30, open to all and streamed live.', account, {
    kind: 'at',
    at: tomorrow('08:00'),
  })
  await office.write('Road works in the rue des Tilleuls from Monday. Buses 4 and 12 take another way.', account, {
    kind: 'at',
    at: tomorrow('11:30'),
  })
  await office.write(
    'Christmas lights: who lights them this year? A vote for the children of our schools.',
    undefined,
    {
      kind: 'draft',
    },
  )
  await office.setUndo(10)
  return office
}

const shoot = (page: Page, name: string) => page.screenshot({ path: `${folder}${name}.png`, animations: 'disabled' })

test('pictures of the main pages', async ({ page, context, shared, network }) => {
  test.setTimeout(120_000)
  const w = words.en
  const office = await ordinaryDay(shared.owner, network)
  await enter(context, shared.owner)
  await page.goto(`${office.path}/compose`)
  await page.getByLabel(w.composer.text, { exact: true }).fill(text)
  await expect(page.getByText(w.shell.live.open, { exact: true })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await shoot(page, 'composer')
  await page.getByRole('button', { name: w.composer.sendNow }).click()
  await expect(page.getByText(w.deliveries.about.scheduled)).toBeVisible()
  await expect(page.getByText(like(w.deliveries.undo.title))).toBeVisible()
  await shoot(page, 'undo')
  await expect(page.getByText(w.deliveries.about.published)).toBeVisible({ timeout: 30_000 })
  await page.getByText(w.deliveries.history).click()
  await page.getByRole('button', { name: w.common.close }).click()
  await shoot(page, 'post')
  await page.getByRole('link', { name: w.shell.posts, exact: true }).click()
  await expect(page.getByRole('link', { name: 'Christmas lights' })).toBeVisible()
  await shoot(page, 'posts')
  await page.getByRole('link', { name: w.shell.accounts, exact: true }).click()
  await expect(page.getByRole('link', { name: `@${network.mairie.handle}` })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await shoot(page, 'accounts')
})

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, locale: 'fr-FR', colorScheme: 'dark', isMobile: true })

  test('picture of the composer, dark, in French', async ({ page, context, shared, network }) => {
    const w = words.fr
    const office = await ordinaryDay(shared.owner, network)
    await office.speak('fr')
    await enter(context, shared.owner)
    await page.goto(`${office.path}/compose`)
    await page
      .getByLabel(w.composer.text, { exact: true })
      .fill(
        'La médiathèque rouvre mardi à 10\u202fh. Le programme\u202f: https://saint-aubin.example/médiathèque #SaintAubin',
      )
    await page.waitForLoadState('networkidle')
    await shoot(page, 'phone')
  })
})
