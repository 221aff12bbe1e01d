/** API tokens: shown once, good for what they were given, gone when revoked. */
import { expect, test } from './world/test.ts'
import { fill, words } from './world/words.ts'

const w = words.en.settings.tokens

test('an API token is shown once, works, and stops working', async ({ desk: page, vigie, office }) => {
  await page.goto(`${office.path}/settings/tokens`)
  await page.getByRole('textbox', { name: w.name }).fill('nightly export')
  await page.getByRole('button', { name: w.make }).click()
  const token = await page.getByLabel(fill(w.ready, { name: 'nightly export' })).inputValue()
  expect(token).toMatch(/^vig_/)
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${vigie.url}${office.api}${path}`, { method, headers, body: JSON.stringify(body) })
    return answer.status
  }
  expect(await ask('GET', '/posts')).toBe(200)
  // it was given the right to read, and no other
  const draft = { items: [{ text: 'x' }], options: { languages: ['en'] }, accountIds: [], send: { kind: 'draft' } }
  expect(await ask('POST', '/posts', draft)).toBe(403)

  await page.getByRole('button', { name: w.doneWith }).click()
  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: 'nightly export' })
  await expect(row).toBeVisible()
  await expect(page.getByText(token)).toHaveCount(0)
  expect(await page.content()).not.toContain(token)

  await row.getByRole('button', { name: fill(w.revokeOf, { name: 'nightly export' }) }).click()
  await page.getByRole('dialog').getByRole('button', { name: w.revoke, exact: true }).click()
  await expect(page.getByText(w.revoked)).toBeVisible()
  expect(await ask('GET', '/posts')).toBe(401)
})
