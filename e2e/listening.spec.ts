/** One types a query and a text, and sees errors, what it means, and the matched words light up. In the browser alone. */
import type { Page } from '@playwright/test'
import { look } from './world/look.ts'
import type { Office } from './world/office.ts'
import { expect, test } from './world/test.ts'
import { fill, words } from './world/words.ts'
import type { Language } from './world/words.ts'

const lit = (page: Page, kind: string) => page.locator(`[aria-hidden] span[data-kind="${kind}"]`).allTextContents()

async function open(page: Page, office: Office, language: Language): Promise<void> {
  await office.speak(language)
  await page.goto(`${office.path}/posts`)
  const w = words[language]
  await page.getByRole('link', { name: w.shell.listening, exact: true }).click()
  await expect(page.getByRole('heading', { name: w.listening.title, level: 1 })).toBeVisible()
}

const typed = {
  en: {
    wrong: 'water AND (leak OR',
    error: 'There is nothing after OR.',
    mixed: 'water AND leak OR cut',
    warning: 'AND and OR are mixed without parentheses',
    query: 'water NEAR/3 brown NOT football',
    means: 'with at most 3 words between, but not “football”.',
    text: 'The water here is quite brown.',
    span: 'water here is quite brown',
    excluded: 'football',
    foreign: 'eau AND (fuite NEAR/3 rue)',
  },
  fr: {
    wrong: 'eau ET (fuite OU',
    error: 'Il n’y a rien après OU.',
    mixed: 'eau ET fuite OU coupure',
    warning: 'ET et OU sont mêlés sans parenthèses',
    query: 'eau PRÈS/3 trouble SAUF foot',
    means: 'avec au plus 3 mots entre les deux, mais sans «\u202ffoot\u202f».',
    text: 'L’eau est encore bien trouble.',
    span: 'eau est encore bien trouble',
    excluded: 'foot',
    foreign: 'eau AND (fuite NEAR/3 rue)',
  },
} as const

for (const language of ['en', 'fr'] as const) {
  const w = words[language]
  const say = typed[language]
  test(`a query is tried on a text, in ${language}`, async ({ desk: page, office }) => {
    await open(page, office, language)
    const query = page.getByLabel(w.listening.query, { exact: true })
    const text = page.getByLabel(w.listening.body, { exact: true })
    const problems = page.getByRole('list', { name: w.listening.problems })

    // The first example explains itself.
    await expect(page.getByText(w.listening.found)).toBeVisible()
    await look(page, `listening, ${language}`)

    await query.fill(say.wrong)
    await expect(problems).toContainText(say.error)
    await expect(query).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByText(w.listening.waiting)).toBeVisible()
    await expect.poll(() => lit(page, 'error')).toEqual([say.error.includes('OR') ? 'OR' : 'OU'])
    await look(page, `listening with an error, ${language}`)
    await problems.getByRole('button', { name: w.listening.show }).click()
    await expect(query).toBeFocused()
    const selected = await query.evaluate((area: HTMLTextAreaElement) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    )
    expect(say.error).toContain(selected)

    await query.fill(say.mixed)
    await expect(problems).toContainText(say.warning)
    await expect(query).toHaveAttribute('aria-invalid', 'false')

    await query.fill(say.query)
    await text.fill(say.text)
    await expect(page.getByText(say.means)).toBeVisible()
    await expect(page.getByText(w.listening.found)).toBeVisible()
    await expect.poll(() => lit(page, 'match')).toEqual([say.span])

    await text.fill(`${say.text} ${say.excluded}`)
    await expect(page.getByText(w.listening.notFound)).toBeVisible()
    await expect(page.getByRole('heading', { name: w.listening.excludedBy })).toBeVisible()
    await expect.poll(() => lit(page, 'excluded')).toEqual([say.excluded])
    await look(page, `listening, left out, ${language}`)

    // Nothing typed is lost to a reload.
    await page.reload()
    await expect(query).toHaveValue(say.query)
  })

  test(`a query of another tool is translated, in ${language}`, async ({ desk: page, office }) => {
    await open(page, office, language)
    const query = page.getByLabel(w.listening.query, { exact: true })
    await query.fill(say.foreign)
    await page.getByLabel(w.listening.from).selectOption('brandwatch')
    await page.getByRole('button', { name: w.listening.translate, exact: true }).click()
    await expect(query).toHaveValue('eau AND (fuite NEAR/2 rue)')
    await expect(
      page.getByRole('heading', { name: fill(w.listening.translated, { tool: w.listening.dialect.brandwatch }) }),
    ).toBeVisible()
    await expect(page.getByText(w.listening.meaning.kept)).toBeVisible()
    await look(page, `listening, translated, ${language}`)
    await page.getByRole('button', { name: w.listening.putBack }).click()
    await expect(query).toHaveValue(say.foreign)
  })
}

test('conditions are tried with the author, the language and the numbers, from the keyboard alone', async ({
  desk: page,
  office,
}) => {
  const w = words.en
  await page.goto(`${office.path}/posts`)
  await expect(page.getByRole('heading', { name: w.posts.title, level: 1 })).toBeFocused()
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page.getByRole('heading', { name: w.listening.title, level: 1 })).toBeFocused()
  await page.keyboard.press('Tab')
  const query = page.getByLabel(w.listening.query, { exact: true })
  await expect(query).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('author:alice followers>=1k')
  await expect(page.getByText(w.listening.notFound)).toBeVisible()
  await page.getByText(w.listening.more).focus()
  await page.keyboard.press('Enter')
  await page.getByLabel(w.listening.author).focus()
  await page.keyboard.type('@Alice')
  await page.getByLabel(w.listening.followers).focus()
  await page.keyboard.type('1200')
  await expect(page.getByText(w.listening.found)).toBeVisible()
})

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  test('the page fits', async ({ desk: page, office }) => {
    const w = words.en
    await page.goto(`${office.path}/posts`)
    await page.getByRole('button', { name: w.shell.menu, exact: true }).tap()
    await page.getByRole('dialog').getByRole('link', { name: w.shell.listening }).tap()
    await expect(page.getByText(w.listening.found)).toBeVisible()
    await look(page, 'listening, telephone')
    await page.getByLabel(w.listening.query, { exact: true }).fill('"never closed')
    await expect(page.getByText(w.listening.waiting)).toBeVisible()
    await look(page, 'listening with an error, telephone')
  })
})
