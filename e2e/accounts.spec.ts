/** The health of an account, and signing it in again. */
import { look } from './world/look.ts'
import { expect, test } from './world/test.ts'
import { fill, words } from './world/words.ts'

const w = words.en

test('an account whose app password was revoked says so, holds, and keeps its history when signed in again', async ({
  desk: page,
  office,
  network,
}) => {
  const brand = await network.createPerson(`brand-${office.workspaceId.slice(-8)}`)
  const account = await office.connect(brand)
  await office.setUndo(0)
  const before = await office.write('Before the password was revoked', account, { kind: 'now' })
  await expect.poll(async () => (await office.delivery(before.id)).state).toBe('published')

  const later = new Date(Date.now() + 86_400_000).toISOString()
  await office.write('Planned for tomorrow', account, { kind: 'at', at: later })
  await network.revokeAppPassword(brand, 'vigie')
  await page.goto(`${office.path}/accounts`)
  const row = page.getByRole('listitem').filter({ hasText: `@${brand.handle}` })
  await row.getByRole('button', { name: w.accounts.check }).click()
  await expect(row.getByText(w.accounts.health.needs_sign_in)).toBeVisible()
  await expect(row.getByText(w.accounts.healthHelp.needs_sign_in)).toBeVisible()
  const depends = fill(w.accounts.ending.over_one, { handle: brand.handle, count: 1 })
  await expect(row.getByText(depends)).toBeVisible()
  await look(page, 'accounts, one needs a new sign-in')

  // the composer will not let it go, and says why
  await page.goto(`${office.path}/compose`)
  await page.getByLabel(w.composer.text, { exact: true }).fill('Now then')
  const send = page.getByRole('button', { name: w.composer.sendNow })
  await expect(send).toBeDisabled()
  await expect(send).toHaveAccessibleDescription(fill(w.composer.why.needsSignIn, { handle: brand.handle }))

  // what falls due meanwhile is held
  const kept = await office.write('While it was revoked', account, { kind: 'now' })
  await expect.poll(async () => (await office.delivery(kept.id)).state).toBe('held')
  await page.goto(`${office.path}/posts?tab=needs_person`)
  await expect(page.getByRole('listitem').filter({ hasText: 'While it was revoked' })).toBeVisible()

  await page.goto(`${office.path}/needs`)
  await expect(page.getByText(depends)).toBeVisible()
  await page.goto(`${office.path}/calendar`)
  const notice = page.getByRole('list', { name: w.accounts.ending.title })
  await expect(notice).toContainText(depends)
  await look(page, 'calendar, an account needs a new sign-in')
  await notice.getByRole('link', { name: w.accounts.reconnect }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: w.accounts.elsewhere.withPassword }).click()
  await expect(dialog.getByLabel(w.accounts.fields.handle)).toHaveValue(brand.handle)
  await dialog.getByLabel(w.accounts.fields.password).fill(await network.appPassword(brand, 'again'))
  await dialog.getByRole('button', { name: w.accounts.reconnect }).click()
  await expect(row.getByText(w.accounts.health.ok)).toBeVisible()
  await expect(row.getByText(depends)).toBeHidden()

  await page.goto(`${office.path}/posts`)
  await page.getByRole('link', { name: 'Before the password was revoked' }).click()
  await expect(page.getByText(w.deliveries.about.published)).toBeVisible()

  // a person decides; then it goes out
  await page.goto(`${office.path}/posts/${kept.id}`)
  await expect(page.getByText(w.deliveries.about.held)).toBeVisible()
  await look(page, 'post, held')
  await page.getByRole('button', { name: w.deliveries.do.release }).click()
  await expect(page.getByText(w.deliveries.about.published)).toBeVisible()
  expect((await network.posts(brand.did)).map(({ text }) => text)).toEqual([
    'Before the password was revoked',
    'While it was revoked',
  ])
})

test('a wrong handle and a server that is no Bluesky service each say what to do', async ({
  desk: page,
  vigie,
  office,
  network,
  guard,
}) => {
  guard.expectErrors(/\/accounts$/)
  await page.goto(`${office.path}/accounts`)
  await page.getByRole('button', { name: w.accounts.connect }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: w.accounts.elsewhere.withPassword }).click()
  await dialog.getByRole('button', { name: w.accounts.connect }).click()
  await expect(dialog.getByText(w.accounts.needs.handle)).toBeVisible()
  await expect(dialog.getByText(w.accounts.needs.password)).toBeVisible()
  await dialog.getByLabel(w.accounts.fields.handle).fill('nobody-at-all.test')
  await dialog.getByLabel(w.accounts.fields.password).fill('xxxx-xxxx-xxxx-xxxx')
  await dialog.getByLabel(w.accounts.fields.service).fill(vigie.url)
  await dialog.getByRole('button', { name: w.accounts.connect }).click()
  await expect(dialog.getByRole('alert')).toContainText(w.accounts.refusal.not_a_service)
  await dialog.getByLabel(w.accounts.fields.service).fill(network.url)
  await dialog.getByRole('button', { name: w.accounts.connect }).click()
  await expect(dialog.getByRole('alert')).toContainText(w.accounts.refusal.unknown_handle)
})

test('an account of Bluesky is signed in on its server’s page', async ({
  desk: page,
  vigie,
  office,
  network,
  guard,
}) => {
  // the server leads to the address; the person's session is with the name
  guard.mayVisit(network.url, vigie.url.replace('localhost', '127.0.0.1'))
  // the server’s own page names a feature that this browser does not know
  guard.expectErrors(/\/accounts\/sign-in$/, /Permissions-Policy/)
  const brand = await network.createPerson(`page-${office.workspaceId.slice(-8)}`)
  await page.goto(`${office.path}/accounts`)
  const connect = page.getByRole('button', { name: w.accounts.connect })
  await connect.click()
  const dialog = page.getByRole('dialog')
  const go = dialog.getByRole('button', { name: w.accounts.elsewhere.accountGo })
  await go.click()
  await expect(dialog.getByText(w.accounts.elsewhere.needsAccount)).toBeVisible()
  const account = dialog.getByLabel(w.accounts.elsewhere.account)
  await account.fill('http://localhost:9')
  await go.click()
  await expect(dialog.getByRole('alert')).toContainText(w.accounts.refusal.unreachable)
  await look(page, 'connecting a Bluesky account, by its server’s page')

  // first no, then yes
  const signInThere = async (decision: 'Authorize' | 'Deny access') => {
    await account.fill(network.url)
    await go.click()
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByLabel('Username or Email').fill(brand.handle)
    await page.getByLabel('Password', { exact: true }).fill(brand.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: decision }).click()
  }
  await signInThere('Deny access')
  await expect(page.getByText(w.accounts.refusal.refused_by_person)).toBeVisible()
  await connect.click()
  await signInThere('Authorize')
  await expect(page.getByText(fill(w.accounts.connected, { handle: brand.handle }))).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`${office.path}/accounts$`))
  const row = page.getByRole('listitem').filter({ hasText: `@${brand.handle}` })
  await expect(row.getByText(w.accounts.health.ok)).toBeVisible()

  // and leads its own life there: what was allowed is taken back, and given again
  expect(await network.revokeGrants(brand.did)).toBe(1)
  await row.getByRole('button', { name: w.accounts.check }).click()
  await expect(row.getByText(w.accounts.health.needs_sign_in)).toBeVisible()
  await row.getByRole('button', { name: w.accounts.reconnect }).click()
  await expect(account).toHaveValue(brand.handle)
  await expect(account).toBeDisabled()
})

test('disconnecting asks first, and keeps the history', async ({ desk: page, office, network }) => {
  await office.connect(network.mairie)
  await page.goto(`${office.path}/accounts`)
  const disconnect = page.getByRole('button', { name: w.accounts.disconnect, exact: true })
  await disconnect.click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(w.accounts.disconnectBody)
  await look(page, 'disconnecting')
  await dialog.getByRole('button', { name: w.common.cancel }).last().click()
  await expect(dialog).toBeHidden()
  await disconnect.click()
  await dialog.getByRole('button', { name: w.accounts.disconnect }).click()
  await expect(page.getByRole('heading', { name: w.accounts.gone })).toBeVisible()
  await expect(page.getByText(network.mairie.displayName)).toBeVisible()
})
