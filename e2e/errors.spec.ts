/** Pages for what is not there. */
import { look } from './world/look.ts'
import { expect, test } from './world/test.ts'
import { words } from './world/words.ts'

const w = words.en

test('an unknown page, a post that is not there, a workspace of others', async ({ desk: page, office, guard }) => {
  guard.expectErrors(/ 404 .*\/api\/workspaces\//, /ApiError: NOT_FOUND/, /Error in route match/)
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
  const first = await office.write('Read before', undefined, { kind: 'draft' })
  await office.write('Asked for later', undefined, { kind: 'draft' })
  await page.goto(`${office.path}/posts/${first.id}`)
  await page.getByRole('link', { name: w.shell.posts, exact: true }).click()
  await expect(page.getByText(w.shell.live.open, { exact: true })).toBeVisible()
  const other = page.getByRole('link', { name: 'Asked for later' })
  await expect(other).toBeVisible()
  guard.expectErrors(/./)
  await vigie.stop()
  await expect(page.getByText(w.shell.live.reconnecting, { exact: true })).toBeVisible()
  await other.click()
  const again = page.getByRole('button', { name: w.common.tryAgain })
  await expect(again).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(w.errors.UNREACHABLE)).toBeVisible()
  await look(page, 'server away')
  await vigie.start()
  await again.click()
  await expect(page.getByRole('heading', { name: w.posts.page.draftTitle, exact: true, level: 1 })).toBeVisible()
  await expect(page.getByText(w.shell.live.open, { exact: true })).toBeVisible({ timeout: 40_000 })
})
