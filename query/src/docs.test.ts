import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { prepare, translate, Matcher } from './index.ts'
import type { Dialect, Document } from './index.ts'

const manual = readFileSync(new URL('../../docs/query-language.md', import.meta.url), 'utf8')

/** The rows of all tables with this first line, cell by cell, without back-quotes. */
function rows(...heads: string[]): string[][] {
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'))
  const found: string[][] = []
  let inside = false
  for (const line of manual.split('\n')) {
    if (!line.startsWith('|')) inside = false
    else if (cells(line).join() === heads.join()) inside = true
    else if (inside && !/^\|[\s-|]+$/.test(line)) found.push(cells(line))
  }
  return found
}

const matches = (query: string, document: Document) => {
  const preparation = prepare(query)
  if (!preparation.ok) throw new Error(`${query}: ${preparation.errors[0]?.message}`)
  return new Matcher([['query', preparation.prepared]]).match(document).count === 1
}

test('the manual has examples', () => {
  expect(rows('Query', 'Finds', 'Leaves out').length).toBeGreaterThan(40)
  expect(rows('From', 'There', 'Here').length).toBeGreaterThan(5)
})

test.each(rows('Query', 'Finds', 'Leaves out'))('%s finds "%s", not "%s"', (query, finds, leaves) => {
  expect(matches(query, { text: finds })).toBe(true)
  expect(matches(query, { text: leaves })).toBe(false)
})

test.each(rows('Query', 'Refused with'))('%s is refused with %s', (query, code) => {
  expect(prepare(query).errors[0]?.code).toBe(code)
})

test.each(rows('From', 'There', 'Here'))('from %s, %s is %s', (dialect, there, here) => {
  expect(translate(there, dialect as Dialect).query).toBe(here)
  expect(prepare(here).ok).toBe(true)
})

test.each(rows('Query', 'True when').map(([query = '']) => query))('%s is a condition on a document', (condition) => {
  const document: Document = {
    text: 'vigie',
    title: 'fuite d’eau',
    author: 'alice',
    lang: 'fr',
    url: 'https://news.example.org/example.org/sport/1',
    links: ['https://example.org'],
    network: 'bluesky',
    has: ['image'],
    is: ['reply'],
    numbers: { followers: 2000 },
  }
  expect(matches(`vigie ${condition}`, document)).toBe(true)
  expect(matches(`vigie ${condition}`, { text: 'vigie' })).toBe(false)
})
