/** What is prepared for a stop: rehearsals, crisis leads, stops from outside. */
import { createHmac } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { look } from './world/look.ts'
import { heldCount } from './world/stops.ts'
import { expect, test } from './world/test.ts'
import { fill, words } from './world/words.ts'

const w = words.en
const button = (at: Page | Locator, name: string) => at.getByRole('button', { name, exact: true })

test('rehearses the stop, names a crisis lead', async ({ desk: page, office, network }) => {
  const account = await office.connect(network.mairie)
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  await office.write('Due within the day', account, { kind: 'at', at: soon })
  const { name } = await office.invite('moderator')
  await page.goto(`${office.path}/settings/stop`)
  await expect(page.getByText(w.lift.drill.never)).toBeVisible()
  await button(page, w.lift.drill.start).click()
  await expect(page.getByText(w.lift.drill.done)).toBeVisible()
  await page.getByText(w.lift.drill.items).click()
  await expect(page.getByRole('link', { name: 'Due within the day' })).toBeVisible()
  await expect(page.getByText(w.lift.drill.justNow)).toBeVisible()
  await look(page, 'settings, stop')
  expect((await office.owner.get<{ items: object[] }>(`${office.api}/drills`)).items).toHaveLength(1)
  expect(await heldCount(office)).toBe(0)

  await page.getByRole('switch', { name: fill(w.lift.settings.leadOf, { name }) }).click()
  await expect(page.getByText(fill(w.lift.settings.made, { name }))).toBeVisible()
  const { items } = await office.owner.get<{ items: { name: string; crisisLead: boolean }[] }>(`${office.api}/members`)
  expect(items.find((one) => one.name === name)?.crisisLead).toBe(true)
})

test('a stop from outside: made, shown once, called, revoked', async ({ desk: page, vigie, office }) => {
  const h = w.lift.hooks
  await page.goto(`${office.path}/settings/stop`)
  await page.getByRole('textbox', { name: h.name }).fill('uptime monitoring')
  await button(page, h.make).click()
  const secret = await page.getByLabel(h.secret, { exact: true }).inputValue()
  const url = new URL(await page.getByLabel(h.address, { exact: true }).inputValue())
  await look(page, 'settings, stop from outside')
  const call = (at: number, key: string) => {
    const body = JSON.stringify({ reason: 'The site answers nothing' })
    const v1 = createHmac('sha256', key).update(`${at}.${body}`).digest('hex')
    return fetch(`${vigie.url}${url.pathname}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-vigie-signature': `t=${at},v1=${v1}` },
      body,
    })
  }
  const now = Math.floor(Date.now() / 1000)
  expect((await call(now, 'another secret')).status).toBe(401)
  expect((await call(now - 3600, secret)).status).toBe(401)
  const answer = await call(now, secret)
  expect(answer.status).toBe(201)
  const { haltId } = (await answer.json()) as { haltId: string }
  expect((await call(now, secret)).status).toBe(409)
  await page.goto(`${office.path}/halts/${haltId}/lift`)
  await expect(page.getByText('The site answers nothing')).toBeVisible()

  await page.goto(`${office.path}/settings/stop`)
  expect(await page.content()).not.toContain(secret)
  await button(page, fill(h.revokeOf, { name: 'uptime monitoring' })).click()
  await button(page.getByRole('dialog'), h.revoke).click()
  await expect(page.getByText(h.revoked)).toBeVisible()
  expect((await call(now + 1, secret)).ok).toBe(false)
})
