import { expect, type CDPSession, type Locator, type Page } from '@playwright/test'
import type { Bluesky } from '@vigie/playground'
import type { Account, Delivery, Post } from '../../web/src/api/types.ts'
import type { Halt } from '../../web/src/halt/shapes.ts'
import type { Office } from './office.ts'
import { fill, type Words } from './words.ts'

/** The red button in the header of every page. */
export const stopButton = (page: Page, w: Words): Locator =>
  page.getByRole('banner').getByRole('button', { name: w.halt.button, exact: true })

/** The one in the dialogue. */
export const holdToStop = (page: Page, w: Words): Locator =>
  page.getByRole('dialog').getByRole('button', { name: w.halt.dialog.hold })

/** Its field for the word. */
export const stopWord = (page: Page, w: Words): Locator =>
  page.getByRole('dialog').getByLabel(fill(w.halt.dialog.or, { word: w.halt.dialog.word }))

export const haltHeading = (page: Page, w: Words): Locator =>
  page.getByRole('heading', { name: w.halt.page.title, exact: true, level: 1 })

/** What says on every other page that there is a stop. */
export const banner = (page: Page, w: Words): Locator => page.getByRole('region', { name: w.halt.banner.label })

/** A station of the halt's page. */
export const station = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })

/** Keeps the mouse down on something until what it does is seen. */
export async function holdMouse(page: Page, button: Locator, seen: () => Promise<void>): Promise<void> {
  await button.hover()
  await page.mouse.down()
  try {
    await seen()
  } finally {
    await page.mouse.up()
  }
}

/** The same with a finger. */
export async function holdFinger(page: Page, button: Locator, seen: () => Promise<void>): Promise<void> {
  const box = await button.boundingBox()
  if (box === null) throw new Error('There is nothing to put a finger on')
  const touch: CDPSession = await page.context().newCDPSession(page)
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  try {
    await seen()
  } finally {
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await touch.detach()
  }
}

/** The same with a key. */
export async function holdKey(page: Page, key: string, seen: () => Promise<void>): Promise<void> {
  await page.keyboard.down(key)
  try {
    await seen()
  } finally {
    await page.keyboard.up(key)
  }
}

/** The stops over a workspace, as the server tells them. */
export async function haltsOf(office: Office, active = false): Promise<Halt[]> {
  const { items } = await office.owner.get<{ items: Halt[] }>(`${office.api}/halts${active ? '?active=true' : ''}`)
  return items
}

/** The one stop in force. */
export async function theHalt(office: Office): Promise<Halt> {
  const halts = await haltsOf(office, true)
  expect(halts).toHaveLength(1)
  return halts[0]!
}

export const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString()
export const soon = (): string => new Date(Date.now() + 1000).toISOString()

/** A person of the network for this test alone, connected, without an undo time; and what they have said there. */
export async function connectFor(
  office: Office,
  network: Bluesky,
): Promise<{ account: Account; texts: () => Promise<string[]> }> {
  const person = await network.createPerson(`halt-${office.workspaceId.slice(-8)}`)
  const account = await office.connect(person)
  await office.setUndo(0)
  return { account, texts: async () => (await network.posts(person.did)).map(({ text }) => text) }
}

/** To be asked again and again: where a post’s one delivery stands. */
export const stateOf =
  (office: Office, { id }: Post) =>
  async (): Promise<Delivery['state']> =>
    (await office.delivery(id)).state
