/** Everything works from the keyboard. No test in this file touches the mouse. */
import { look } from './world/look.ts'
import { expect, test } from './world/test.ts'
import { like, words } from './world/words.ts'

const w = words.en

test('writes, sends and takes back', async ({ desk: page, office, network }) => {
  await office.connect(network.mairie)
  await page.goto(`${office.path}/posts`)
  await expect(page.getByRole('heading', { name: w.posts.title, level: 1 })).toBeFocused()
  await page.keyboard.press('n')
  const box = page.getByLabel(w.composer.text, { exact: true })
  await expect(box).toBeFocused()
  await page.keyboard.type('Written without a mouse; n and z are letters here')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('heading', { name: w.posts.page.title, exact: true, level: 1 })).toBeVisible()
  await page.keyboard.press('z')
  await expect(page.getByText(w.deliveries.undo.undone)).toBeVisible()
  await expect(box).toHaveValue('Written without a mouse; n and z are letters here')
})

test('takes back with the very next key, whatever page is still coming', async ({ desk: page, office, network }) => {
  const brand = await network.createPerson(`quick-${office.workspaceId.slice(-8)}`)
  await office.connect(brand)
  await page.goto(`${office.path}/compose`)
  await page.getByLabel(w.composer.text, { exact: true }).fill('Sent by mistake')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(like(w.deliveries.undo.title))).toBeVisible()
  await page.keyboard.press('z')
  await expect(page.getByText(w.deliveries.undo.undone)).toBeVisible()
  const { items } = await office.owner.get<{ items: object[] }>(`${office.api}/posts`)
  expect(items).toMatchObject([{ text: 'Sent by mistake', state: 'draft' }])
  expect(await network.count(brand.did)).toBe(0)
})

test('reaches every control in order, and skips to the content', async ({ desk: page, office, network }) => {
  await office.connect(network.mairie)
  await page.goto(`${office.path}/compose`)
  const box = page.getByLabel(w.composer.text, { exact: true })
  await expect(box).toBeFocused()
  await page.keyboard.type('By tab')
  const focused = async () =>
    page.evaluate(() => {
      const element = document.activeElement
      const marked = (one: Element | null | undefined) => {
        if (one === null || one === undefined) return false
        const { outlineStyle, boxShadow } = getComputedStyle(one)
        return outlineStyle !== 'none' || boxShadow !== 'none'
      }
      // a field of several parts is marked around the whole
      const visible = marked(element) || marked(element?.closest('.mantine-Input-input'))
      return { name: element?.textContent ?? '', visible }
    })
  const met: string[] = []
  for (let tabs = 0; tabs < 20 && !met.some((name) => name.startsWith(w.composer.saveDraft)); tabs++) {
    await page.keyboard.press('Tab')
    const { name, visible } = await focused()
    expect(visible, `a mark around “${name}”`).toBe(true)
    met.push(name)
  }
  const order = [network.mairie.displayName, w.composer.sendNow, w.composer.schedule, w.composer.saveDraft]
  const places = order.map((name) => met.findIndex((one) => one.startsWith(name) || one.includes(name)))
  expect(places).toEqual([...places].toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  await page.keyboard.press('Enter')
  await expect(page.getByText(w.composer.draftSaved)).toBeVisible()

  await page.goto(`${office.path}/people`)
  await page.keyboard.press('Home')
  const skip = page.getByRole('link', { name: w.shell.skip })
  await skip.focus()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('the palette goes anywhere and does things', async ({ desk: page, office }) => {
  await page.goto(`${office.path}/posts`)
  await expect(page.getByRole('heading', { name: w.posts.title, level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  const search = page
    .getByRole('textbox', { name: w.shell.palette })
    .or(page.getByRole('searchbox', { name: w.shell.palette }))
  await expect(search).toBeFocused()
  await look(page, 'palette')
  await page.keyboard.type('people')
  await expect(page.getByRole('button', { name: w.shell.people })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: w.people.title, level: 1 })).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await expect(search).toBeFocused()
  await page.keyboard.type('français')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: words.fr.people.title, level: 1 })).toBeVisible()
  // drawn anew in the other language, it stays closed: the next key goes to the page
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText(words.fr.shell.shortcuts.title)
})

test('the keys are listed on request, and two of them lead to the record', async ({ desk: page, office }) => {
  await page.goto(`${office.path}/posts`)
  await expect(page.getByRole('heading', { name: w.posts.title, level: 1 })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText(w.shell.shortcuts.title)
  await look(page, 'shortcuts')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { name: w.audit.title, level: 1 })).toBeVisible()
})
