/** The calendar: dragged, moved by keyboard, changed together, and read by a calendar program. */
import type { Delivery } from '../web/src/api/types.ts'
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { expect, test } from './world/test.ts'
import { fill, like, words } from './world/words.ts'

const day = 86_400_000
const date = (ms: number) => new Date(ms).toISOString().slice(0, 10)

test('a post is dragged to another day, moved by keyboard, and put back', async ({ openBrowser, office, network }) => {
  const w = words.en
  const brand = await network.createPerson(`cal-${office.workspaceId.slice(-8)}`)
  const account = await office.connect(brand)
  const colleague = await office.invite('editor', 'en')
  // in a month of its own, so that no change of the clocks nor the end of this one matters
  const first = Date.UTC(new Date().getUTCFullYear() + 1, 5, 8, 8)
  const made = await office.write('To be dragged', account, { kind: 'at', at: new Date(first).toISOString() })
  for (let n = 0; n < 7; n++)
    await office.write(`Full day ${n}`, account, {
      kind: 'at',
      at: new Date(first + 7 * day + n * 600_000).toISOString(),
    })
  const dueAt = async () => Date.parse((await office.delivery(made.id)).dueAt)
  const context = await openBrowser()
  await enter(context, colleague.session)
  const page = await context.newPage()
  await page.goto(`${office.path}/calendar?view=month&date=${date(first)}`)
  const chip = page.getByRole('button', { name: like('To be dragged') })
  await expect(chip).toBeVisible()
  await expect(page.getByText(fill(w.calendar.more_other, { count: 3 }))).toBeVisible()
  await look(page, 'calendar, month')

  await chip.dragTo(page.locator(`[data-date="${date(first + 2 * day)}"]`))
  await expect(page.getByRole('status').getByText(/^Moved to/)).toBeVisible()
  expect(await dueAt()).toBe(first + 2 * day)
  await page.getByRole('button', { name: w.calendar.undo }).click()
  await expect.poll(dueAt).toBe(first)

  // with a finger: it rests, moves, and is lifted
  const finger = await context.newCDPSession(page)
  const box = await chip.boundingBox()
  const there = await page.locator(`[data-date="${date(first + 3 * day)}"]`).boundingBox()
  if (box === null || there === null) throw new Error('Not in sight')
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: at })
  await touch('touchStart', { x: box.x + 20, y: box.y + 10 })
  await expect(page.locator('[data-ghost]')).toBeVisible()
  await touch('touchMove', { x: there.x + 30, y: there.y + 40 })
  await touch('touchEnd')
  await expect.poll(dueAt).toBe(first + 3 * day)
  // one that moves at once scrolls
  const now = await chip.boundingBox()
  await touch('touchStart', { x: now!.x + 20, y: now!.y + 10 })
  await touch('touchMove', { x: now!.x + 20, y: now!.y - 60 })
  await touch('touchEnd')
  await expect(page.locator('[data-ghost]')).toHaveCount(0)
  await page.getByRole('button', { name: w.calendar.undo }).last().click()
  await expect.poll(dueAt).toBe(first)

  // the keyboard: a day later, then a quarter of an hour in the week
  await chip.focus()
  await page.keyboard.press('Alt+ArrowRight')
  await expect.poll(dueAt).toBe(first + day)
  await page.goto(`${office.path}/calendar?view=week&date=${date(first)}`)
  await chip.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect.poll(dueAt).toBe(first + day + 900_000)
  await look(page, 'calendar, week')
  await page.keyboard.press('m')
  await expect(page.getByRole('dialog')).toContainText(w.composer.when.time)
  await page.keyboard.press('Escape')

  // many at once
  await page.goto(`${office.path}/calendar?view=list&date=${date(first)}`)
  await expect(page.getByText('Full day 6')).toBeVisible()
  await page.getByRole('checkbox').first().click()
  await page
    .getByRole('checkbox')
    .nth(3)
    .click({ modifiers: ['Shift'] })
  await look(page, 'calendar, list')
  await page.getByRole('button', { name: w.calendar.do.move, exact: true }).click()
  await page.getByRole('menuitem', { name: w.calendar.do.day }).click()
  await expect(page.getByText(fill(w.calendar.done.move_by_other, { count: 4 })).first()).toBeVisible()
  expect(await dueAt()).toBe(first + 2 * day + 900_000)

  // an empty hour begins a post there
  await page.goto(`${office.path}/calendar?view=day&date=${date(first)}`)
  await page.locator('[data-hour="15"]').click()
  await expect(page.getByLabel(w.composer.text, { exact: true })).toBeVisible()
  await expect(page).toHaveURL(/at=/)

  // what is planned there comes again, and each of them is in the calendar
  await page.getByLabel(w.composer.text, { exact: true }).fill('Every week')
  await page.getByRole('combobox', { name: w.series.repeat }).click()
  await page.getByRole('option', { name: w.series.rhythm.week }).click()
  await page.getByRole('button', { name: w.composer.scheduleSubmit }).click()
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText(w.composer.title)
  const { items: series } = await colleague.session.get<{ items: { rule: string }[] }>(`${office.api}/series`)
  expect(series.map(({ rule }) => rule)).toEqual(['FREQ=WEEKLY;BYDAY=TU'])
  await page.goto(`${office.path}/calendar?view=day&date=${date(first)}`)
  await page.getByRole('button', { name: like('Every week') }).click()
  await expect(page.getByText(/^Every week on Tuesday/)).toBeVisible()
  await look(page, 'calendar, a delivery’s card')
  await page.keyboard.press('Escape')

  // a calendar program reads it at a secret address
  await page.getByRole('button', { name: w.calendar.feed.open }).click()
  await page.getByRole('button', { name: w.calendar.feed.make }).click()
  const address = await page.getByLabel(w.calendar.feed.address).inputValue()
  const feed = await fetch(address)
  expect(feed.headers.get('content-type')).toContain('text/calendar')
  expect(await feed.text()).toContain('To be dragged')
  // what was written, and the first sixty days of what repeats
  const deliveries = async () =>
    (await colleague.session.get<{ items: Delivery[] }>(`${office.api}/deliveries`)).items.length
  await expect.poll(deliveries).toBe(8 + 9)

  // what is out is taken down together
  await office.setUndo(0)
  for (const text of ['Too soon', 'Far too soon']) await office.write(text, account, { kind: 'now' })
  await expect.poll(async () => (await network.posts(brand.did)).length).toBe(2)
  await page.goto(`${office.path}/calendar?view=list`)
  await expect(page.getByText('Far too soon')).toBeVisible()
  for (const box of await page.getByRole('checkbox').all()) await box.click()
  await page.getByRole('button', { name: w.calendar.takeDown.open }).click()
  const dialog = page.getByRole('dialog', { name: fill(w.calendar.takeDown.title_other, { count: 2 }) })
  await expect(dialog).toContainText(`@${brand.handle}`)
  await look(page, 'calendar, taking down together')
  await dialog.getByRole('button', { name: fill(w.calendar.takeDown.submit_other, { count: 2 }) }).click()
  await expect(page.getByText(fill(w.calendar.takeDown.done_other, { count: 2 }))).toBeVisible()
  expect(await network.posts(brand.did)).toEqual([])
})
