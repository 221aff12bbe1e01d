/** Pages for what is not there. */
import { look } from './world/look.ts'
import { expect, test } from './world/test.ts'
import { words } from './world/words.ts'

const w = words.en

test('an unknown page, a post that is not there, a workspace of others', async ({ desk: page, office, guard }) => {
  guard.expectRefusals(/\/nothing-here$/, /\/posts\//)
  for (const path of [
    '/nothing-here',
    `${office.path}/posts/01890000-0000-7000-8000-000000000000`,
    '/w/of-others/posts',
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: w.shell.notFound.title })).toBeVisible()
    await look(page, path)
  }
  await page.getByRole('link', { name: w.common.home }).click()
  await expect(page.getByRole('heading', { name: w.posts.title, level: 1 })).toBeVisible()
})

test('a page asked for while the server is away says so, and comes when it is back', async ({
  desk: page,
  vigie,
  office,
  guard,
}) => {
  await page.goto(`${office.path}/posts`)
  await expect(page.getByText(w.shell.live.open, { exact: true })).toBeVisible()
  // the part of the web app for that page is loaded beforehand, as for anybody who was there before
  await page.getByRole('link', { name: w.shell.people, exact: true }).click()
  await expect(page.getByRole('heading', { name: w.people.title, level: 1 })).toBeVisible()
  await page.getByRole('link', { name: w.shell.record, exact: true }).hover()
  guard.expectRefusals(/\/api\//)
  await vigie.stop()
  await page.getByRole('link', { name: w.shell.settings, exact: true }).focus()
  await page.goBack()
  await expect(page.getByText(w.shell.live.reconnecting, { exact: true })).toBeVisible()
  await look(page, 'server away')
  await vigie.start()
  await expect(page.getByText(w.shell.live.open, { exact: true })).toBeVisible({ timeout: 40_000 })
})
