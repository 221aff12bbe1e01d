/** The queue of an account: its times, and a post that takes the next free one. */
import type { Delivery } from '../web/src/api/types.ts'
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { expect, test } from './world/test.ts'
import { fill, words } from './world/words.ts'

for (const language of ['en', 'fr'] as const) {
  const w = words[language]
  test(`queue times are set, and posts take the next free ones, ${language}`, async ({
    openBrowser,
    office,
    network,
  }) => {
    const brand = await network.createPerson(`queue-${office.workspaceId.slice(-8)}`)
    await office.connect(brand)
    const editor = await office.invite('editor', language)
    const context = await openBrowser()
    await enter(context, editor.session)
    const page = await context.newPage()

    // a queue without times says so
    await page.goto(`${office.path}/compose`)
    const text = page.getByLabel(w.composer.text, { exact: true })
    await text.fill('First in the queue')
    await page.getByRole('button', { name: w.composer.schedule }).click()
    await page.getByText(w.slots.nextFree, { exact: true }).click()
    await expect(page.getByText(fill(w.slots.noneFree, { handle: brand.handle }))).toBeVisible()
    await look(page, `composer, queue without times, ${language}`)

    await page.goto(`${office.path}/accounts`)
    await page.getByRole('button', { name: w.slots.open }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByText(w.slots.none)).toBeVisible()
    await dialog.getByRole('button', { name: w.slots.add, exact: true }).click()
    await expect(dialog.getByText('09:30')).toHaveCount(5)
    const monday = language === 'fr' ? 'lundi' : 'Monday'
    await dialog.getByRole('button', { name: fill(w.slots.remove, { day: monday, time: '09:30' }) }).click()
    await expect(dialog.getByText('09:30')).toHaveCount(4)
    await look(page, `queue times, ${language}`)
    await dialog.getByRole('button', { name: w.slots.save }).click()
    await expect(dialog).toHaveCount(0)

    for (const words of ['First in the queue', 'Second in the queue']) {
      await page.goto(`${office.path}/compose`)
      await text.fill(words)
      await page.getByRole('button', { name: w.composer.schedule }).click()
      await page.getByText(w.slots.nextFree, { exact: true }).click()
      await expect(page.getByText(/09:30/)).toBeVisible()
      if (words.startsWith('First')) await look(page, `composer, next free slot, ${language}`)
      await page.getByRole('button', { name: w.slots.submit }).click()
      await expect(page.getByText(w.slots.queued)).toBeVisible()
      await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(w.composer.title)
    }
    const { items } = await editor.session.get<{ items: Delivery[] }>(`${office.api}/deliveries`)
    const due = items.map(({ dueAt }) => new Date(dueAt))
    const wall = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Europe/Paris',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
    })
    expect(due).toHaveLength(2)
    for (const at of due) expect(wall.format(at)).toMatch(/(Tue|Wed|Thu|Fri),? 09:30/)
    expect(new Set(due.map(Number)).size).toBe(2)
  })
}
