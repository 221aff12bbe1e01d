/** One voice per network: a thread for Bluesky, other words for Mastodon, options of each, and what readers see of it. */
import { openMastodon, type Mastodon } from '@vigie/playground'
import type { Account } from '../web/src/api/types.ts'
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { photo } from './world/photo.ts'
import { expect, test as base } from './world/test.ts'
import { fill, words } from './world/words.ts'

// of each test: one of a worker would need a worker of its own, with another network and another Vigie
const test = base.extend<{ readonly mastodon: Mastodon }>({
  mastodon: async ({}, use) => {
    await using server = await openMastodon()
    await use(server)
    server.assertAsDescribed()
  },
})

const dress = {
  en: { locale: 'en-GB', viewport: { width: 1440, height: 900 } },
  fr: { locale: 'fr-FR', viewport: { width: 390, height: 844 } },
} as const

for (const language of ['en', 'fr'] as const) {
  test.describe(language, () => {
    test.use(dress[language])

    test(`a thread for one network, other words for the other, ${language}`, async ({
      page,
      context,
      office,
      network,
      mastodon,
    }) => {
      const w = words[language]
      const [bluesky, other] = [w.accounts.network.bluesky, w.accounts.network.mastodon]
      const brand = await network.createPerson(`voices-${language}`)
      await office.connect(brand)
      const person = mastodon.createPerson(`voices_${language}`, 'Ville de Saint-Aubin')
      const signIn = { service: mastodon.url, accessToken: mastodon.token(person) }
      await office.owner.post<Account>(`${office.api}/accounts`, { network: 'mastodon', signIn })
      const note = language === 'en' ? 'Calm and complete.' : 'Calme et complet.'
      await office.owner.call('PUT', `${office.api}/tone-notes`, { network: 'mastodon', note })
      await office.setUndo(0)
      await enter(context, (await office.invite('editor', language)).session)

      await page.goto(`${office.path}/compose`)
      for (const handle of [brand.handle, person.name]) {
        await page
          .getByRole('checkbox')
          .filter({ hasText: `@${handle}` })
          .click()
      }
      const only = page.getByLabel(w.composer.text, { exact: true })
      await only.fill('The library reopens on Tuesday')
      // the same everywhere is possible, and said
      await expect(
        page.getByText(fill(w.composer.voices.identical, { networks: list(language, bluesky, other) })),
      ).toBeVisible()
      await look(page, `composer, the same text for two networks, ${language}`)

      // a thread, by the keyboard alone
      const item = (place: number, count: number) =>
        page.getByLabel(fill(w.composer.thread.item, { place, count }), { exact: true })
      await only.press('ControlOrMeta+Shift+Enter')
      await expect(item(2, 2)).toBeFocused()
      await page.keyboard.type('With a quiet floor')
      await page.keyboard.press('Alt+ArrowUp')
      await expect(item(1, 2)).toBeFocused()
      await expect(item(1, 2)).toHaveValue('With a quiet floor')
      await page.keyboard.press('Alt+ArrowDown')
      await expect(item(2, 2)).toHaveValue('With a quiet floor')
      const second = page.getByRole('region', { name: w.media.title, exact: true }).nth(1)
      const chooser = page.waitForEvent('filechooser')
      await second.getByRole('button', { name: w.media.add }).click()
      await (await chooser).setFiles({ name: 'quiet.jpg', mimeType: 'image/jpeg', buffer: await photo('#93c47d') })
      await second.getByRole('textbox', { name: /quiet.jpg/ }).fill('Reading lamps')
      await page.getByText(w.composer.options.title, { exact: true }).click()
      await page.getByLabel(w.composer.options.firstComment, { exact: true }).fill('Photographs: the town archive')
      await page
        .getByLabel(new RegExp(`^${w.composer.options.reply.label}`))
        .selectOption({ label: w.composer.options.reply.nobody })

      // the other network in its own words, beside its tone
      await page.getByRole('tab', { name: other }).click()
      await expect(page.getByText(note)).toBeVisible()
      await page
        .getByRole('button', { name: fill(w.composer.voices.adapt, { name: other }), exact: true })
        .last()
        .click()
      await page.getByRole('button', { name: fill(w.composer.thread.remove, { place: 2 }) }).click()
      await only.fill('Dear neighbours, the library reopens on Tuesday, with a quiet floor.')
      await page.getByLabel(w.composer.options.warning, { exact: true }).fill('Books')
      await page.getByLabel(w.composer.options.visibility.label, { exact: true }).selectOption('unlisted')
      const preview = page.getByRole('region', { name: fill(w.composer.preview, { network: other }) })
      await expect(preview.getByText('Books', { exact: true })).toBeVisible()
      await look(page, `composer, in the words of one network, ${language}`)

      // nothing typed is lost
      await page.reload()
      await expect(page.getByText(w.composer.restored)).toBeVisible()
      await expect(item(2, 2)).toHaveValue('With a quiet floor')
      await page.getByRole('button', { name: w.composer.sendNow }).click()
      const rest = page.getByRole('region', { name: fill(w.deliveries.thread.rest, { handle: brand.handle }) })
      await expect(rest.getByText(w.deliveries.state.published)).toHaveCount(2, { timeout: 30_000 })
      const far = page.getByRole('region', {
        name: fill(w.deliveries.thread.rest, { handle: `${person.name}@${new URL(mastodon.url).host}` }),
      })
      await expect(far.getByText(w.deliveries.state.published)).toHaveCount(1, { timeout: 30_000 })
      await look(page, `a thread that is out, ${language}`)

      const posts = await network.posts(brand.did)
      expect(posts.map(({ text }) => text)).toEqual([
        'The library reopens on Tuesday',
        'With a quiet floor',
        'Photographs: the town archive',
      ])
      const [none, pictures] = await Promise.all(
        posts.slice(0, 2).map(({ record }) => network.attachments(brand.did, record['embed'])),
      )
      expect(none).toEqual([])
      expect(pictures).toMatchObject([{ alt: 'Reading lamps', aspectRatio: { width: 1200, height: 800 } }])
      const root = posts[0]!.uri
      const replies = posts.slice(1).map(({ record }) => record['reply'] as { root: { uri: string } })
      expect(replies.map((reply) => reply.root.uri)).toEqual([root, root])
      const [comment, toot, ...others] = mastodon.posts(person).toReversed()
      expect(others).toEqual([])
      expect(toot).toMatchObject({ warning: 'Books', visibility: 'unlisted', answers: null })
      expect(comment).toMatchObject({ text: 'Photographs: the town archive', answers: toot?.id })

      // who may reply is changed on the network, once it is out
      await page.getByRole('button', { name: w.deliveries.do.replyControl }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel(w.composer.options.reply.label).selectOption({ label: w.composer.options.reply.some })
      await look(page, `who may reply, ${language}`)
      await dialog.getByRole('button', { name: w.deliveries.reply.submit }).click()
      await expect(page.getByText(w.deliveries.done.replyControl)).toBeVisible()
    })
  })
}

const list = (language: string, ...names: string[]) =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
