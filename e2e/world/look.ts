import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** https://www.w3.org/TR/WCAG22/, levels A and AA */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** The rules among them whose answer depends on the colours. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** VIGIE_LOOK=FOLDER keeps pictures of every page that is looked at: at 1440 and 390 pixels, light and dark, by language. */
const kept = process.env['VIGIE_LOOK']
const widths = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]

/**
 * Looks at a page as it stands: WCAG 2.2 AA by axe, what colours decide in light and in dark; no sideways scrolling; the typography of its
 * language.
 */
export async function look(page: Page, name: string): Promise<void> {
  if (!(await isSeenInEnglish(page))) await askAxe(page, name)
  await checkWidth(page, name)
  await checkTypography(page, name)
  if (kept !== undefined) await keepPictures(page, name, kept)
}

/** Tests that walk in both languages at the usual width: what axe sees there does not depend on the language. */
async function isSeenInEnglish(page: Page): Promise<boolean> {
  const usual = (page.viewportSize()?.width ?? 0) >= 1280
  return usual && (await page.evaluate(() => document.documentElement.lang)) === 'fr'
}

async function askAxe(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
    await atRest(page)
    const axe = new AxeBuilder({ page }).setLegacyMode()
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(ofColours) : axe.withTags(tags)).analyze()
    const told = violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => [id, html, any[0]?.message]))
    expect.soft(told, `axe on “${name}”, ${colorScheme}`).toEqual([])
  }
}

/** What fades has colours of its own. A spinner never ends, and is not waited for. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY,
      ),
  )
}

async function keepPictures(page: Page, name: string, folder: string): Promise<void> {
  const before = page.viewportSize()
  const language = await page.evaluate(() => document.documentElement.lang)
  for (const size of widths) {
    await page.setViewportSize(size)
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined)
      const file = `${name.replaceAll(/[^\p{L}\d]+/gu, '-')}.${language}.${size.width}.${colorScheme}.png`
      await page.screenshot({ path: join(folder, file), animations: 'disabled' })
    }
  }
  if (before !== null) await page.setViewportSize(before)
}

async function checkWidth(page: Page, name: string): Promise<void> {
  const sideways = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect.soft(sideways, `pixels that “${name}” is too wide`).toBeLessThanOrEqual(0)
}

/** French: no ordinary space before ; : ! ? » nor after «, no straight apostrophe. In what the product says, not in what people wrote. */
async function checkTypography(page: Page, name: string): Promise<void> {
  const wrong = await page.evaluate(() => {
    if (document.documentElement.lang !== 'fr') return []
    const said: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
    const foreign = (node: Node | null) => {
      const element = node instanceof Element ? node : node?.parentElement
      const lang = element?.closest('[lang]')?.getAttribute('lang')
      return element?.closest('script, style, code, textarea, [data-kind]') !== null || lang !== 'fr'
    }
    for (let node: Node | null = walker.currentNode; node !== null; node = walker.nextNode()) {
      if (foreign(node)) continue
      if (node instanceof Element) {
        for (const attribute of ['aria-label', 'title', 'placeholder', 'alt'])
          said.push(node.getAttribute(attribute) ?? '')
      } else said.push(node.textContent ?? '')
    }
    return said.filter((text) => / [;:!?»]|« |\p{L}'\p{L}/u.test(text))
  })
  expect.soft(wrong, `French typography on “${name}”`).toEqual([])
}
