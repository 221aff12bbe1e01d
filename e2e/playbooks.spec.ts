/** Crisis plans: written on a quiet day, ticked off together on the other. */
import type { Page } from '@playwright/test'
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { seal } from './world/stops.ts'
import { expect, test } from './world/test.ts'
import { fill, like, words } from './world/words.ts'

const w = words.en
const button = (at: Page, name: string) => at.getByRole('button', { name, exact: true })

test('a playbook is written, moved by keys, and ticked in two browsers', async ({
  desk: page,
  office,
  openBrowser,
  guard,
}) => {
  // somebody else saved first
  guard.expectErrors(/409 .*\/playbooks\//)
  const draft = await office.write('We know, and we are on it.', undefined, { kind: 'draft' })
  await page.goto(`${office.path}/playbooks`)
  await expect(page.getByText(w.playbooks.empty)).toBeVisible()
  await look(page, 'playbooks, none yet')
  await page.getByRole('link', { name: w.playbooks.new }).click()
  const e = w.playbooks.edit
  await page.getByLabel(e.name, { exact: true }).fill('Account taken over')
  await page.getByLabel(e.situation).fill('A post nobody wrote appears on an account')
  const step = (number: number) => page.getByRole('group', { name: fill(e.step, { number }) })
  await step(1).getByLabel(e.stepText).fill('Change the passwords')
  await button(page, e.addStep).click()
  await step(2).getByLabel(e.stepText).fill('Call the head of communication')
  await step(2).getByRole('combobox', { name: e.role }).click()
  await page.getByRole('option', { name: w.people.roles.admin }).click()
  await button(page, fill(e.drag, { number: 2 })).focus()
  await page.keyboard.press('ArrowUp')
  await expect(step(1).getByLabel(e.stepText)).toHaveValue('Call the head of communication')
  await expect(button(page, fill(e.drag, { number: 1 }))).toBeFocused()
  await button(page, e.addContact).click()
  const contact = page.getByRole('group', { name: fill(e.contact, { number: 1 }) })
  await contact.getByLabel(e.phone).fill('+33 1 23 45 67 89')
  await button(page, e.save).click()
  await expect(page.getByText(e.emptyContact)).toBeVisible()
  await contact.getByLabel(e.contactName).fill('Network support')
  await page.getByRole('combobox', { name: e.chooseStatement }).click()
  await page.getByRole('option', { name: 'We know' }).click()
  await look(page, 'playbook, being written')
  await button(page, e.save).click()
  await expect(page.getByText(e.saved)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Account taken over', level: 1 })).toBeVisible()

  // another changes it meanwhile: nobody's text is lost
  const [stored] = (await office.owner.get<{ items: { id: string; version: number }[] }>(`${office.api}/playbooks`))
    .items
  await office.owner.call('PATCH', `${office.api}/playbooks/${stored!.id}`, {
    ...stored,
    situation: 'Theirs',
    steps: [{ text: 'Call first' }, { text: 'Then write' }],
  })
  await page.getByLabel(e.situation).fill('Mine')
  await button(page, e.save).click()
  await expect(page.getByText(e.conflict)).toBeVisible()
  await look(page, 'playbook, conflict')
  await button(page, e.loadTheirs).click()
  await expect(page.getByLabel(e.situation)).toHaveValue('Theirs')
  await page.getByRole('link', { name: w.playbooks.print }).click()
  await expect(page.getByRole('article')).toContainText('Then write')
  await expect(page.getByRole('article')).toContainText(draft.text)
  await look(page, 'playbook, on paper')

  // taken up during a stop: two people tick it, and each sees the other’s ticks
  const halt = await seal(office)
  await office.owner.post(`${office.api}/halts/${halt.id}/playbook`, { playbookId: stored!.id })
  const colleague = await office.invite('contributor')
  const context = await openBrowser()
  await enter(context, colleague.session)
  const theirs = await context.newPage()
  for (const at of [page, theirs]) {
    await at.goto(`${office.path}/halts/${halt.id}/lift`)
    await expect(at.getByText(w.shell.live.open, { exact: true })).toBeVisible()
  }
  const tick = (at: Page, text: string) =>
    at.getByRole('checkbox', { name: fill(w.playbooks.run.tick, { step: text }) })
  await tick(page, 'Call first').check()
  await expect(tick(theirs, 'Call first')).toBeChecked()
  await expect(theirs.getByText(/^Claire Lefèvre, /)).toBeVisible()
  await tick(theirs, 'Then write').check()
  await expect(tick(page, 'Then write')).toBeChecked()
  await expect(page.getByText(new RegExp(`^${colleague.name}, `))).toBeVisible()
  await expect(page.getByText(like(fill(w.playbooks.run.progress, { done: 2, total: 2 })))).toBeVisible()
  await look(page, 'playbook, ticked')
  await tick(theirs, 'Call first').uncheck()
  await expect(tick(page, 'Call first')).not.toBeChecked()
})
