/** Two people see the same thing, without loading a page again, and nothing is missed while the server is away. */
import { enter } from './world/office.ts'
import { expect, test } from './world/test.ts'
import { words } from './world/words.ts'

const w = words.en
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

test('what one does, the other sees', async ({ desk: page, office, network, openBrowser }) => {
  const account = await office.connect(network.mairie)
  const { session } = await office.invite('editor')
  const context = await openBrowser()
  await enter(context, session)
  const theirs = await context.newPage()
  await theirs.goto(`${office.path}/posts`)
  await expect(theirs.getByText(w.posts.emptyBody.all)).toBeVisible()
  await expect(theirs.getByText(w.shell.live.open, { exact: true })).toBeVisible()

  await page.goto(`${office.path}/compose`)
  await page.getByLabel(w.composer.text, { exact: true }).fill('Seen by two')
  await page.getByRole('button', { name: w.composer.schedule }).click()
  await page.getByRole('button', { name: w.composer.scheduleSubmit, exact: true }).click()
  const row = theirs.getByRole('listitem').filter({ hasText: 'Seen by two' })
  await expect(row.getByText(w.posts.state.scheduled)).toBeVisible()
  await row.getByRole('link').click()

  await theirs.getByRole('button', { name: w.deliveries.do.cancel }).click()
  await expect(page.getByRole('heading', { name: w.posts.page.draftTitle, exact: true, level: 1 })).toBeVisible()
  expect(account.handle).toBe(network.mairie.handle)
})

test('after a restart of the server the page finds its way back', async ({
  desk: page,
  vigie,
  office,
  network,
  guard,
}) => {
  const account = await office.connect(network.mairie)
  const planned = await office.write('Planned before the restart', account, { kind: 'at', at: inAnHour() })
  await page.goto(`${office.path}/posts/${planned.id}`)
  await expect(page.getByText(w.shell.live.open, { exact: true })).toBeVisible()
  // while the server is away the browser's every try is a line in its console
  guard.expectErrors(/\/events$/, /\/api\//, /ERR_CONNECTION_REFUSED .*\/assets\//)
  await vigie.stop()
  await expect(page.getByText(w.shell.live.reconnecting, { exact: true })).toBeVisible()
  await vigie.start()
  // a change made before the page is back; it must not be missed
  await office.owner.post(`${office.api}/deliveries/${planned.deliveries[0]!.id}/cancel`)
  const heading = page.getByRole('heading', { name: w.posts.page.draftTitle, exact: true, level: 1 })
  await expect(heading).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(w.shell.live.open, { exact: true })).toBeVisible()
})

test('a server that is killed comes back with what was planned', async ({ vigie, office, network }) => {
  const account = await office.connect(network.mairie)
  const planned = await office.write('Planned before the kill', account, { kind: 'at', at: inAnHour() })
  await vigie.kill()
  await vigie.start()
  expect(await office.delivery(planned.id)).toMatchObject({ state: 'scheduled' })
})
