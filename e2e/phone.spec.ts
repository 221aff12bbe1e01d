/** The main job on a telephone, and text that survives what happens to telephones. */
import { offline } from './world/guard.ts'
import { look } from './world/look.ts'
import { expect, test } from './world/test.ts'
import { like, words } from './world/words.ts'

const w = words.fr

test.use({ viewport: { width: 390, height: 844 }, locale: 'fr-FR', hasTouch: true, isMobile: true })

test('writes, sends, takes back, and lets go, on a telephone', async ({ desk: page, office, network }) => {
  await office.speak('fr')
  await office.connect(network.mairie)
  await office.setUndo(120)
  await page.goto(`${office.path}/posts`)
  await look(page, 'posts, telephone')
  await page.getByRole('link', { name: w.shell.write, exact: true }).tap()
  const box = page.getByLabel(w.composer.text, { exact: true })
  await box.fill('Écrit sur un téléphone')
  await look(page, 'composer, telephone')
  await page.getByRole('button', { name: w.composer.sendNow }).tap()
  const bar = page.getByRole('listitem').filter({ hasText: like(w.deliveries.undo.title) })
  const undo = bar.getByRole('button', { name: w.deliveries.undo.button })
  await expect(undo).toBeInViewport()
  const size = await undo.boundingBox()
  expect(size?.height).toBeGreaterThanOrEqual(44)
  await look(page, 'undo, telephone')
  await undo.tap()
  await office.setUndo(2)
  await expect(box).toHaveValue('Écrit sur un téléphone')
  await page.getByRole('button', { name: w.composer.sendNow }).tap()
  await expect(page.getByText(w.deliveries.about.published)).toBeVisible({ timeout: 30_000 })
  await look(page, 'post, telephone')
  const texts = (await network.posts(network.mairie.did)).map(({ text }) => text)
  expect(texts.filter((text) => text === 'Écrit sur un téléphone')).toHaveLength(1)

  await page.getByRole('button', { name: w.shell.menu, exact: true }).tap()
  await page.getByRole('dialog').getByRole('link', { name: w.shell.people }).tap()
  await expect(page.getByRole('heading', { name: w.people.title, level: 1 })).toBeVisible()
  await look(page, 'people, telephone')
  await page.goto(`${office.path}/accounts`)
  await look(page, 'accounts, telephone')
  await page.goto(`${office.path}/settings/security`)
  await look(page, 'security, telephone')
})

test('text survives a reload and a lost network', async ({ desk: page, office, network, guard }) => {
  await office.speak('fr')
  await office.connect(network.mairie)
  await page.goto(`${office.path}/compose`)
  const box = page.getByLabel(w.composer.text, { exact: true })
  await box.pressSequentially('Un texte commencé dans le tram')
  await page.reload()
  await expect(box).toHaveValue('Un texte commencé dans le tram')
  await expect(page.getByText(w.composer.restored)).toBeVisible()

  guard.expectErrors(/./)
  await offline(page, async () => {
    await box.press('End')
    await box.pressSequentially(', fini dans le tunnel')
    await page.getByRole('button', { name: w.composer.sendNow }).tap()
    await expect(page.getByRole('alert')).toContainText(w.errors.UNREACHABLE)
  })
  await expect(box).toHaveValue('Un texte commencé dans le tram, fini dans le tunnel')
  await page.getByRole('button', { name: w.composer.saveDraft }).tap()
  await expect(page.getByText(w.composer.draftSaved)).toBeVisible()
})
