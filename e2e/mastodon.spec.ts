/** A Mastodon account: connected on its server's own page, spoken with, and taken back. */
import { openMastodon, type Mastodon } from '@vigie/playground'
import type { Account } from '../web/src/api/types.ts'
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { expect, test as base } from './world/test.ts'
import { fill, words } from './world/words.ts'

// of each test: one of a worker would need a worker of its own, with another network and another Vigie
const test = base.extend<{ readonly mastodon: Mastodon }>({
  mastodon: async ({}, use) => {
    await using server = await openMastodon({ settings: { maxCharacters: 180 } })
    await use(server)
    server.assertAsDescribed()
  },
})

const dress = {
  fr: { locale: 'fr-FR', viewport: { width: 390, height: 844 } },
  en: { locale: 'en-GB', viewport: { width: 1280, height: 800 } },
} as const

for (const language of ['fr', 'en'] as const) {
  test.describe(language, () => {
    test.use(dress[language])

    test(`an account is connected on its server’s page, speaks, and is taken back, ${language}`, async ({
      page,
      context,
      office,
      guard,
      mastodon,
    }) => {
      const w = words[language]
      guard.mayVisit(mastodon.url)
      guard.expectErrors(/\/accounts\/sign-in$/)
      await enter(context, (await office.invite('admin', language)).session)
      await office.setUndo(0)
      const person = mastodon.createPerson(`brand_${language}`, 'Ville de Saint-Aubin')
      const handle = `${person.name}@${new URL(mastodon.url).host}`

      // where there is no server, nobody is sent anywhere
      await page.goto(`${office.path}/accounts`)
      await page.getByRole('button', { name: w.accounts.connect, exact: true }).click()
      const dialog = page.getByRole('dialog')
      await look(page, 'choosing a network')
      await dialog.getByText(w.accounts.network.mastodon, { exact: true }).click()
      const go = dialog.getByRole('button', { name: w.accounts.elsewhere.go })
      await go.click()
      await expect(dialog.getByText(w.accounts.elsewhere.needsServer)).toBeVisible()
      const server = dialog.getByLabel(w.accounts.elsewhere.server)
      await server.fill('http://127.0.0.1:9')
      await go.click()
      await expect(dialog.getByRole('alert')).toContainText(w.accounts.refusal.unreachable)
      await look(page, 'connecting a Mastodon account, refused')

      // first no, then yes
      const signInThere = async (decision: 'Authorize' | 'Deny') => {
        await server.fill(mastodon.url)
        await go.click()
        const name = page.getByLabel('Name')
        const decide = page.getByRole('button', { name: decision })
        await expect(name.or(decide)).toBeVisible()
        if (await name.isVisible()) {
          await name.fill(person.name)
          await page.getByLabel('Password').fill(person.password)
          await page.getByRole('button', { name: 'Log in' }).click()
        }
        await decide.click()
      }
      await signInThere('Deny')
      await expect(page.getByText(w.accounts.refusal.refused_by_person)).toBeVisible()
      await look(page, 'accounts, the person said no')
      await page.getByRole('button', { name: w.accounts.connect, exact: true }).click()
      await dialog.getByText(w.accounts.network.mastodon, { exact: true }).click()
      await signInThere('Authorize')
      await expect(page.getByText(fill(w.accounts.connected, { handle }))).toBeVisible()
      await expect(page).toHaveURL(new RegExp(`${office.path}/accounts$`))
      const row = page.getByRole('listitem').filter({ hasText: `@${handle}` })
      await expect(row.getByText(w.accounts.health.ok)).toBeVisible()
      await row.getByRole('button', { name: w.accounts.check }).click()
      await expect(page.getByText(w.accounts.checked)).toBeVisible()
      await look(page, 'accounts, a Mastodon one')

      // counted by its server's own limit: an address weighs 23, the server of a mention nothing
      await page.goto(`${office.path}/compose`)
      const box = page.getByLabel(w.composer.text, { exact: true })
      const address = `https://example.org/${'long/'.repeat(30)}`
      const text = `Merci @mia@social.example, ${address} #SaintAubin`
      await box.fill(text)
      const left = 180 - ('Merci @mia, '.length + 23 + ' #SaintAubin'.length)
      await expect(page.getByText(fill(w.composer.count.left, { left }), { exact: true })).toBeVisible()
      const preview = page.getByRole('region', { name: fill(w.composer.preview, { network: 'Mastodon' }) })
      await expect(preview.getByRole('article')).toContainText(
        'Merci @mia, example.org/long/long/long/lon… #SaintAubin',
      )
      await look(page, 'composer, for Mastodon')
      const send = page.getByRole('button', { name: w.composer.sendNow })
      await box.fill('é'.repeat(181))
      await expect(send).toBeDisabled()
      await box.fill(text)
      await send.click()
      await expect(page.getByText(w.deliveries.about.published)).toBeVisible({ timeout: 30_000 })
      expect(mastodon.posts(person).map((toot) => toot.text)).toEqual([text])

      // as others see it, and gone
      const link = page.getByRole('link', { name: fill(w.deliveries.open, { network: 'Mastodon' }) })
      const public_ = (await link.getAttribute('href')) ?? ''
      expect(public_.startsWith(`${mastodon.url}/@${person.name}/`)).toBe(true)
      const post = page.url()
      await page.goto(public_)
      await expect(page.getByText(text)).toBeVisible()
      await page.goto(post)
      await page.getByRole('button', { name: w.deliveries.do.takeDown, exact: true }).click()
      await dialog.getByRole('button', { name: w.deliveries.takeDown.confirm, exact: true }).click()
      await expect(page.getByText(w.deliveries.about.retracted)).toBeVisible()
      expect(mastodon.posts(person)).toEqual([])

      // taken back on the server: it says so, and is signed in again there
      mastodon.revoke(person)
      await page.goto(`${office.path}/accounts`)
      await row.getByRole('button', { name: w.accounts.check }).click()
      await expect(row.getByText(w.accounts.health.needs_sign_in)).toBeVisible()
      await row.getByRole('button', { name: w.accounts.reconnect }).click()
      await expect(server).toHaveValue(mastodon.url)
      await go.click()
      await page.getByRole('button', { name: 'Authorize' }).click()
      await expect(page.getByText(fill(w.accounts.reconnected, { handle }))).toBeVisible()
      await expect(row.getByText(w.accounts.health.ok)).toBeVisible()
    })
  })
}

test('an answer appears by itself under a published post; the post is edited there', async ({
  desk,
  office,
  mastodon,
}) => {
  const w = words.en
  await office.setUndo(0)
  const person = mastodon.createPerson(`heard_${office.workspaceId.slice(-8)}`, 'Ville de Saint-Aubin')
  const signIn = { service: mastodon.url, accessToken: mastodon.token(person) }
  const account = await office.owner.post<Account>(`${office.api}/accounts`, { network: 'mastodon', signIn })
  const { id } = await office.write('The pool opens on Mondy', account, { kind: 'now' })
  await expect.poll(async () => (await office.delivery(id)).state).toBe('published')
  await desk.goto(`${office.path}/posts/${id}`)
  const replies = desk.locator('section', { has: desk.getByRole('heading', { name: w.conversation.title }) })
  await expect(replies).toContainText(w.conversation.none)
  await expect.poll(() => mastodon.streams(person)).toBe(1)
  const toot = mastodon.posts(person)[0]?.id ?? ''
  const answer = mastodon.reply(mastodon.mia, toot, 'At what <b>time</b>?')
  mastodon.reply(mastodon.leo, answer.id, 'They are naked there', { warning: 'bare facts' })
  await expect(replies).toContainText('At what <b>time</b>?')
  const { count_one, below_one } = w.conversation
  await expect(replies).toContainText(`${fill(count_one, { count: '1' })}${fill(below_one, { count: '1' })}.`)
  await replies.getByText('bare facts').click()
  await expect(replies.getByText('They are naked there')).toBeVisible()
  await look(desk, 'a post with replies')
  // its numbers follow, and say the same
  await expect(desk.getByLabel(w.results.title)).toContainText(/reply1/, { timeout: 20_000 })

  await desk.getByRole('button', { name: w.after.edit, exact: true }).click()
  const dialog = desk.getByRole('dialog')
  await dialog.getByRole('textbox').fill('The pool opens on Monday')
  await dialog.getByRole('button', { name: w.after.edit, exact: true }).click()
  await expect.poll(() => mastodon.posts(person).map(({ text }) => text)).toEqual(['The pool opens on Monday'])
})
