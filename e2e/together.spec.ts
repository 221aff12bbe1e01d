/** People who work on the same posts: approval that blocks. */
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { expect, test } from './world/test.ts'
import { fill, like, plural, words } from './world/words.ts'

for (const language of ['en', 'fr'] as const) {
  const w = words[language]
  test(`a contributor asks, an editor refuses, then approves; until then nothing goes out, ${language}`, async ({
    page,
    context,
    office,
    network,
    openBrowser,
  }) => {
    const brand = await network.createPerson(`yes-${office.workspaceId.slice(-8)}`)
    const account = await office.connect(brand)
    await office.setUndo(0)
    const [carla, eva] = [await office.invite('contributor', language), await office.invite('editor', language)]
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
    await look(page, `asking for approval, ${language}`)
    await page.getByRole('button', { name: w.approvals.ask, exact: true }).click()
    await expect(page.getByText(w.deliveries.about.scheduled)).toBeVisible()
    await expect(page.getByText('Le maire doit voir la date')).toBeVisible()

    const editor = await openBrowser()
    await enter(editor, eva.session)
    const theirs = await editor.newPage()
    await theirs.goto(`${office.path}/needs`)
    await expect(theirs.getByRole('heading', { name: w.needs.title })).toBeVisible()
    await expect(theirs.getByRole('navigation', { name: w.shell.nav }).first()).toContainText(
      plural(w.needs, 'count', 1),
    )
    await theirs.getByRole('button', { name: plural(w.notifications, 'bell', 1) }).click()
    await expect(theirs.getByText(fill(w.notifications.says.approval_asked, { name: carla.name }))).toBeVisible()
    await look(theirs, `told of an approval, ${language}`)
    await theirs.keyboard.press('Escape')
    await theirs.getByRole('main').getByRole('link', { name: 'La fête' }).click()
    await look(theirs, `asked for approval, ${language}`)
    await theirs.getByRole('button', { name: w.approvals.refuse }).click()
    await theirs.getByLabel(w.approvals.refuseWhy).fill('Dimanche, pas samedi')
    await theirs.getByRole('button', { name: w.approvals.refuse }).click()

    // the other one sees it at once, mends the words and asks again
    await expect(page.getByText('Dimanche, pas samedi')).toBeVisible()
    await look(page, `approval refused, ${language}`)
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
    await look(theirs, `held for want of approval, ${language}`)
    await theirs.goto(`${office.path}/settings/notifications`)
    await look(theirs, `notification settings, ${language}`)
    await theirs.goto(`${office.path}/needs`)
    const group = theirs.getByRole('region', { name: w.deliveries.reason.approval_pending })
    await group.getByRole('checkbox').first().check()
    await look(theirs, `what needs a person, ${language}`)
    await group.getByRole('link', { name: 'La fête' }).click()
    await theirs.getByRole('button', { name: w.approvals.approve }).click()
    await expect(theirs.getByText(like(w.approvals.stands.approved))).toBeVisible()
    await theirs.getByRole('button', { name: w.deliveries.do.release }).click()
    await expect(page.getByText(w.deliveries.about.published)).toBeVisible({ timeout: 15_000 })
    await look(page, `approved and published, ${language}`)
  })
}
