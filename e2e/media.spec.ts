/** Pictures: added, refused, described, ordered, published with their words, and used again. */
import type { Post } from '../web/src/api/types.ts'
import { look } from './world/look.ts'
import { enter } from './world/office.ts'
import { photo } from './world/photo.ts'
import { expect, test } from './world/test.ts'
import { fill, words } from './world/words.ts'

const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })

for (const language of ['en', 'fr'] as const) {
  const w = words[language]
  test(`a post with pictures, ${language}`, async ({ openBrowser, vigie, office, network, guard }) => {
    const brand = await network.createPerson(`media-${office.workspaceId.slice(-8)}`)
    await office.connect(brand)
    await office.setUndo(0)
    const editor = await office.invite('editor', language)
    const context = await openBrowser()
    await enter(context, editor.session)
    const page = await context.newPage()
    await page.goto(`${office.path}/compose`)
    const text = page.getByLabel(w.composer.text, { exact: true })
    await text.fill('La place, matin et soir')
    const area = page.getByRole('region', { name: w.media.title, exact: true })
    const choose = async (...files: ReturnType<typeof file>[]) => {
      const chooser = page.waitForEvent('filechooser')
      await area.getByRole('button', { name: w.media.add }).click()
      await (await chooser).setFiles(files)
    }
    await choose(file('matin.jpg', await photo('#6fa8dc')), file('soir.jpg', await photo('#a64d79')))
    await expect(area.getByRole('listitem')).toHaveCount(2)

    // what goes out without words is not sent
    const send = page.getByRole('button', { name: w.composer.sendNow })
    await expect(page.getByText(w.composer.why.altMissing).first()).toBeVisible()
    const alt = (name: string) => area.getByRole('textbox', { name: new RegExp(name) })
    await alt('matin.jpg').fill('La place le matin')
    await alt('soir.jpg').fill('La place le soir')
    await expect(page.getByText(w.composer.why.altMissing)).toHaveCount(0)

    // the evening first, by the keyboard
    const first = await area.getByRole('listitem').first().getByRole('textbox').inputValue()
    await area.getByRole('button', { name: fill(w.media.drag, { number: '2' }) }).press('ArrowUp')
    await expect(area.getByRole('listitem').last().getByRole('textbox')).toHaveValue(first)
    await look(page, `composer, pictures, ${language}`)
    await send.click()
    await expect
      .poll(async () => (await network.posts(brand.did)).map(({ text: said }) => said))
      .toEqual(['La place, matin et soir'])
    const [post] = await network.posts(brand.did)
    const shown = await network.attachments(brand.did, post?.record['embed'])
    expect(shown.map((one) => one.alt).toSorted()).toEqual(['La place le matin', 'La place le soir'])
    expect(shown[1]?.alt).toBe(first)
    expect(shown[0]?.aspectRatio).toEqual({ width: 1200, height: 800 })

    // and again, from the library, with the words it has
    await page.goto(`${office.path}/compose`)
    await text.fill(`Encore ${vigie.url}/`)
    const card = page.getByRole('figure', { name: w.composer.options.card.preview })
    await expect(card).toContainText('Vigie')
    await area.getByRole('button', { name: w.media.library }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(w.media.search).fill('soir')
    await expect(dialog.getByRole('button', { name: /matin/ })).toHaveCount(0)
    await look(page, `library, ${language}`)
    await dialog.getByRole('button', { name: /soir/ }).click()
    await dialog.getByRole('button', { name: fill(w.media.use_one, { count: '1' }) }).click()
    await expect(alt('soir.jpg')).toHaveValue('La place le soir')
    await expect(card).toBeHidden()
    // a first comment of a picture alone
    await page.getByText(w.composer.options.title, { exact: true }).click()
    const comment = page.getByRole('region', { name: w.composer.options.firstCommentMedia })
    await comment.getByRole('button', { name: w.media.library }).click()
    await dialog.getByRole('button', { name: /matin/ }).click()
    await dialog.getByRole('button', { name: fill(w.media.use_one, { count: '1' }) }).click()
    await expect(comment.getByRole('textbox', { name: /matin.jpg/ })).toHaveValue('La place le matin')
    await look(page, `composer, first comment with a picture, ${language}`)
    await page.getByRole('button', { name: w.composer.saveDraft }).click()
    await expect(page.getByText(w.composer.draftSaved)).toBeVisible()
    const { items } = await editor.session.get<{ items: Post[] }>(`${office.api}/posts?filter=draft`)
    expect(items[0]?.items[0]?.media).toMatchObject([{ alt: 'La place le soir' }])
    expect(items[0]?.options.firstComment?.media).toMatchObject([{ alt: 'La place le matin' }])

    // a picture of the screen, pasted while writing
    const pasted = (await photo('#93c47d')).toString('base64')
    await text.focus()
    await page.evaluate((base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes], 'ecran.png'))
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      )
    }, pasted)
    await expect(alt('ecran.png')).toBeVisible()

    guard.expectErrors(/415 .*\/media$/)
    // what is no picture is said at once, and can be put right
    await choose({ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a picture') })
    await expect(area.getByRole('alert')).toContainText(w.errors.MEDIA_TYPE.slice(0, 30))
    await look(page, `composer, a file that is no picture, ${language}`)
    await area.getByRole('button', { name: fill(w.media.removeUpload, { name: 'notes.jpg' }) }).click()
    await expect(area.getByRole('alert')).toHaveCount(0)
  })
}
