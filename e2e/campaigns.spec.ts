/** Campaigns and tags: given while writing, shown, kept. */
import type { Locator, Page } from '@playwright/test'
import { look } from './world/look.ts'
import { heldRow as row, hold, seal } from './world/stops.ts'
import { expect, test } from './world/test.ts'
import { fill, words } from './world/words.ts'

const w = words.en
const button = (at: Page | Locator, name: string) => at.getByRole('button', { name, exact: true })

test('a campaign is made while writing, shown, renamed, archived; it narrows what is held', async ({
  desk: page,
  office,
  network,
}) => {
  const c = w.campaigns
  const account = await office.connect(network.mairie)
  await page.goto(`${office.path}/compose`)
  await page.getByLabel(w.composer.text, { exact: true }).fill('Lanterns on the river')
  await button(page, c.new).click()
  await page.getByRole('group', { name: c.campaign }).getByLabel(c.name, { exact: true }).fill('Winter fair')
  await look(page, 'composer, a new campaign')
  await button(page, c.make).click()
  await expect(page.getByRole('combobox', { name: c.campaign })).toHaveValue('Winter fair')
  const field = page.locator('input').and(page.getByLabel(c.tags, { exact: true }))
  await field.pressSequentially('lights,')
  await field.fill('river')
  await page.keyboard.press('Enter')
  await button(page, w.composer.saveDraft).click()
  await expect(page.getByText(w.composer.draftSaved)).toBeVisible()
  const [{ id, campaignId, tags }] = (
    await office.owner.get<{ items: [{ id: string; campaignId: string; tags: string[] }] }>(`${office.api}/posts`)
  ).items
  expect(tags).toEqual(['lights', 'river'])
  await page.goto(`${office.path}/posts`)
  const post = page.getByRole('listitem').filter({ hasText: 'Lanterns' })
  for (const said of ['Winter fair', 'lights', 'river'])
    await expect(post.getByText(said, { exact: true })).toBeVisible()
  await page.goto(`${office.path}/posts/${id}`)
  await expect(page.getByText('Winter fair')).toBeVisible()

  await page.goto(`${office.path}/settings/campaigns`)
  await button(page, fill(c.renameOf, { name: 'Winter fair' })).click()
  const form = page.getByRole('group', { name: c.campaign })
  await form.getByLabel(c.name, { exact: true }).fill('Winter market')
  await form.getByRole('radio').nth(3).click()
  await look(page, 'settings, campaigns')
  await button(form, w.common.save).click()
  await expect(page.getByText(c.changed)).toBeVisible()

  await seal(office)
  await hold(office, account, [{ text: 'In it', campaignId, tags: ['lights'] }, { text: 'Not in it' }])
  await page.goto(`${office.path}/held`)
  await expect(row(page, 'Winter market')).toBeVisible()
  await page.getByRole('combobox', { name: w.lift.filter.tag }).click()
  await page.getByRole('option', { name: 'lights' }).click()
  await expect(row(page, 'Not in it')).toHaveCount(0)
  await button(page, w.lift.filter.clear).click()
  await expect(row(page, 'Not in it')).toBeVisible()
  await page.getByRole('combobox', { name: w.lift.filter.campaign }).click()
  await page.getByRole('option', { name: 'Winter market' }).click()
  await expect(row(page, 'Not in it')).toHaveCount(0)
  await expect(row(page, 'In it')).toBeVisible()

  await page.goto(`${office.path}/settings/campaigns`)
  await button(page, fill(c.archiveOf, { name: 'Winter market' })).click()
  await expect(page.getByText(c.archived)).toBeVisible()
  await expect(button(page, fill(c.restoreOf, { name: 'Winter market' }))).toBeVisible()
  await page.goto(`${office.path}/compose`)
  await page.getByRole('combobox', { name: c.campaign }).click()
  await expect(page.getByRole('option', { name: 'Winter market' })).toHaveCount(0)
})
