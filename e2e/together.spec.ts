/** People who work on the same posts: approval that blocks. */
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { expect, test } from './world/test.ts'
import { fill, like, plural, words } from './world/words.ts'

test('a contributor asks, an editor refuses, then approves; until then nothing goes out', async ({
  page,
  context,
  office,
  network,
  openBrowser,
}) => {
  const w = words.fr
  const brand = await network.createPerson(`yes-${office.workspaceId.slice(-8)}`)
  const account = await office.connect(brand)
  await office.setUndo(0)
  const [carla, eva] = [await office.invite('contributor', 'fr'), await office.invite('editor', 'fr')]
  const draft = await carla.session.post<{ id: string }>(`${office.api}/posts`, {
    items: [{ text: 'La fête aura lieu samedi', media: [] }],
    accountIds: [account.id],
    send: { kind: 'draft' },
  })

  await enter(context, carla.session)
  await page.goto(`${office.path}/posts/${draft.id}`)
  await page.getByRole('button', { name: w.approvals.askFirst }).click()
  await expect(page.getByText(w.slots.nextFree, { exact: true })).toBeVisible()
  await page.getByLabel(w.approvals.note).fill('Le maire doit voir la date')
  await look(page, 'asking for approval')
  await page.getByRole('button', { name: w.approvals.ask, exact: true }).click()
  await expect(page.getByText(w.deliveries.about.scheduled)).toBeVisible()
  await expect(page.getByText('Le maire doit voir la date')).toBeVisible()

  const editor = await openBrowser()
  await enter(editor, eva.session)
  const theirs = await editor.newPage()
  await theirs.goto(`${office.path}/needs`)
  await expect(theirs.getByRole('heading', { name: w.needs.title })).toBeVisible()
  await expect(theirs.getByRole('navigation', { name: w.shell.nav }).first()).toContainText(plural(w.needs, 'count', 1))
  await theirs.getByRole('button', { name: plural(w.shell, 'bell', 1) }).click()
  await expect(theirs.getByText(fill(w.notifications.says.approval_asked, { name: carla.name }))).toBeVisible()
  await look(theirs, 'told of an approval')
  await theirs.keyboard.press('Escape')
  await theirs.getByRole('main').getByRole('link', { name: 'La fête' }).click()
  await theirs.getByRole('button', { name: w.approvals.refuse }).click()
  await theirs.getByLabel(w.approvals.refuseWhy).fill('Dimanche, pas samedi')
  await theirs.getByRole('button', { name: w.approvals.refuse }).click()

  // the other one sees it at once, mends the words and asks again
  await expect(page.getByText('Dimanche, pas samedi')).toBeVisible()
  await carla.session.call('PATCH', `${office.api}/posts/${draft.id}`, {
    items: [{ text: 'La fête aura lieu dimanche', media: [] }],
    version: 1,
  })
  await page.getByRole('button', { name: w.approvals.askAgain }).click()
  await page.getByRole('button', { name: w.approvals.ask, exact: true }).click()

  // its time comes before the answer: the gate keeps it in
  const { id } = await office.delivery(draft.id)
  await eva.session.post(`${office.api}/deliveries/${id}/reschedule`, {
    kind: 'at',
    at: new Date(Date.now() + 500).toISOString(),
  })
  await expect(theirs.getByRole('strong').filter({ hasText: w.deliveries.reason.approval_pending })).toBeVisible()
  await theirs.goto(`${office.path}/settings/notifications`)
  await look(theirs, 'notification settings')
  await theirs.goto(`${office.path}/needs`)
  const group = theirs.getByRole('region', { name: w.deliveries.reason.approval_pending })
  await group.getByRole('checkbox').first().check()
  await look(theirs, 'what needs a person')
  await group.getByRole('link', { name: 'La fête' }).click()
  await theirs.getByRole('button', { name: w.approvals.approve }).click()
  await expect(theirs.getByText(like(w.approvals.stands.approved))).toBeVisible()
  await theirs.getByRole('button', { name: w.deliveries.do.release }).click()
  await expect(page.getByText(w.deliveries.about.published)).toBeVisible({ timeout: 15_000 })
})

test('a comment with a mention arrives live, and two on one post see each other', async ({
  desk: page,
  office,
  openBrowser,
}) => {
  const w = words.en
  const dan = await office.invite('contributor')
  const draft = await office.write('Fireworks on Saturday', undefined, { kind: 'draft' })
  await page.goto(`${office.path}/posts/${draft.id}`)
  const other = await openBrowser()
  await enter(other, dan.session)
  const theirs = await other.newPage()
  await theirs.goto(`${office.path}/posts`)
  await expect(theirs.getByRole('button', { name: plural(w.shell, 'bell', 0) })).toBeVisible()

  const box = page.getByLabel(w.comments.write)
  await box.pressSequentially(`Which hall, @${dan.name.slice(0, 5)}`)
  await page.getByRole('option', { name: dan.name }).click()
  await expect(box).toHaveValue(`Which hall, @${dan.name} `)
  await page.getByRole('button', { name: w.comments.submit, exact: true }).click()

  await expect(theirs.getByText(plural(w.comments, 'unread', 1))).toBeVisible()
  await theirs.getByRole('button', { name: plural(w.shell, 'bell', 1) }).click()
  await theirs.getByText(like(w.notifications.says.mention)).click()
  await expect(theirs.getByText('Which hall,')).toBeVisible()
  await expect(page.getByText(fill(w.comments.presence.looks, { name: dan.name }))).toBeVisible()
  await look(theirs, 'comments')
  await theirs.getByLabel(w.comments.write).fill('The small one')
  await theirs.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText('The small one')).toBeVisible()
  await theirs.goto(`${office.path}/posts`)
  await expect(theirs.getByRole('link', { name: 'Fireworks' })).toBeVisible()
  await expect(theirs.getByText(plural(w.comments, 'unread', 1))).toHaveCount(0)
  await expect(page.getByText(fill(w.comments.presence.looks, { name: dan.name }))).toHaveCount(0)
})

test('two who change the same draft bring their words together', async ({ desk: page, office, guard }) => {
  const w = words.en
  const eva = await office.invite('editor')
  // the server’s answer to who comes second
  guard.expectErrors(/\/posts\//)
  const draft = await office.write('The market opens at nine on Saturday', undefined, { kind: 'draft' })
  await page.goto(`${office.path}/compose?draft=${draft.id}`)
  const text = page.getByLabel(w.composer.text, { exact: true })
  await text.fill('The big market opens at ten on Saturday')
  const theirs = { items: [{ text: 'The market opens at eight on Sunday', media: [] }], version: draft.version }
  await eva.session.call('PATCH', `${office.api}/posts/${draft.id}`, theirs)
  await page.getByRole('button', { name: w.composer.saveDraft }).click()
  await page.getByRole('button', { name: w.composer.merge }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: w.comments.merge.take })).toBeDisabled()
  await dialog.getByText(w.comments.merge.theirs, { exact: true }).last().click()
  await expect(dialog.getByText('The big market opens at eight on Sunday')).toBeVisible()
  await look(page, 'merging a draft')
  await dialog.getByRole('button', { name: w.comments.merge.take }).click()
  await expect(text).toHaveValue('The big market opens at eight on Sunday')
  await page.getByRole('button', { name: w.composer.saveDraft }).click()
  await expect(page.getByText(w.composer.draftSaved)).toBeVisible()
  expect((await office.post(draft.id)).items[0]?.text).toBe('The big market opens at eight on Sunday')
})
