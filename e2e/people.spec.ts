/** Invitations, roles, and what each role is told. */
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { expect, test } from './world/test.ts'
import { fill, words } from './world/words.ts'

const w = words.en

test('a member comes by an invitation link, with the role that was given', async ({
  desk: page,
  office,
  openBrowser,
  guard,
}) => {
  const email = `dan-${office.workspaceId}@example.test`
  await page.goto(`${office.path}/people`)
  await page.getByLabel(w.common.email, { exact: true }).fill(email)
  await page.getByRole('combobox', { name: w.people.role, exact: true }).click()
  await page.getByRole('option', { name: w.people.roles.contributor }).click()
  await page.getByRole('button', { name: w.people.inviteSubmit }).click()
  const link = await page.getByLabel(fill(w.people.inviteReady, { email })).inputValue()
  await look(page, 'people, an invitation made')

  // asking who one is, before one is anybody
  guard.expectErrors(/\/api\/me$/)
  const other = await openBrowser()
  const theirs = await other.newPage()
  await theirs.goto(link)
  await expect(theirs.getByText(w.people.roles.contributor)).toBeVisible()
  await look(theirs, 'invitation')
  await theirs.getByLabel(w.common.name, { exact: true }).fill('Dan Petit')
  await theirs.getByLabel(w.common.password, { exact: true }).fill('window seat on the train')
  await theirs.getByRole('button', { name: w.entry.invitation.submit }).click()
  await expect(theirs.getByRole('heading', { name: w.posts.title, level: 1 })).toBeVisible()

  // the list at the owner's changes by itself
  const row = page.getByRole('listitem').filter({ hasText: 'Dan Petit' })
  await expect(row).toContainText(email)
  await expect(page.getByText(w.people.noInvitations)).toBeVisible()

  // the link was good for once
  const third = await (await openBrowser()).newPage()
  guard.expectErrors(/\/api\/invitations\//)
  await third.goto(link)
  await expect(third.getByRole('heading', { name: w.entry.invitation.gone })).toBeVisible()
  await look(third, 'invitation, used')
})

test('a contributor writes drafts, and is told why nothing else', async ({ page, context, office, network }) => {
  const account = await office.connect(network.mairie)
  const { session } = await office.invite('contributor')
  const planned = await office.write('Planned by the owner', account, { kind: 'at', at: inAnHour() })
  await enter(context, session)
  await page.goto(`${office.path}/compose`)
  await page.getByLabel(w.composer.text, { exact: true }).fill('A draft by a contributor')
  const send = page.getByRole('button', { name: w.composer.sendNow })
  await expect(send).toBeDisabled()
  await expect(send).toHaveAccessibleDescription(fill(w.composer.why.role, { role: w.people.roles.contributor }))
  await page.keyboard.press('ControlOrMeta+Enter')
  await page.getByRole('button', { name: w.composer.saveDraft }).click()
  await expect(page.getByText(w.composer.draftSaved)).toBeVisible()
  await look(page, 'composer of a contributor')

  await page.goto(`${office.path}/posts/${planned.id}`)
  await expect(page.getByText(w.deliveries.about.scheduled)).toBeVisible()
  await expect(page.getByRole('button', { name: w.deliveries.do.cancel })).toHaveCount(0)
  await page.goto(`${office.path}/accounts`)
  await expect(page.getByText(`@${network.mairie.handle}`)).toBeVisible()
  await expect(page.getByRole('button', { name: w.accounts.connect })).toHaveCount(0)
  await expect(page.getByRole('button', { name: w.accounts.disconnect })).toHaveCount(0)
  const { items } = await session.get<{ items: { text: string; state: string }[] }>(`${office.api}/posts?state=draft`)
  expect(items).toMatchObject([{ text: 'A draft by a contributor', state: 'draft' }])
})

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
