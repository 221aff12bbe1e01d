import { expect, test } from 'vitest'
import { readPage } from './read-page.ts'

const address = 'https://lyon.example/fete/?a=1'
const read = (head: string) =>
  readPage(`<!doctype html><html><head>${head}</head><body><h1>x</h1></body></html>`, address)

test.each<[string, string, object | undefined]>([
  [
    'Open Graph goes before the rest, and addresses are made whole',
    `<title>Old</title><meta name="description" content="Old"><meta property="og:title" content="F&ecirc;te &amp; lumières">
     <meta property="og:description" content=" Every\n night "><meta property="og:image" content="/a.jpg">`,
    { title: 'Fête & lumières', description: 'Every night', picture: 'https://lyon.example/a.jpg' },
  ],
  [
    'the page’s own words',
    '<title> A \n title </title><meta name=Description content=Words>',
    { title: 'A title', description: 'Words' },
  ],
  [
    'a title of a drawing is none of the page’s',
    '<title>Page</title><svg><title>Icon</title></svg>',
    { title: 'Page', description: '' },
  ],
  [
    'no picture that runs something',
    '<title>P</title><meta property="og:image" content="javascript:alert(1)">',
    { title: 'P', description: '' },
  ],
  ['no title, no card', '<meta name="description" content="Words">', undefined],
])('%s', (_, head, expected) => expect(read(head)).toEqual(expected))

test('a very long title is cut between characters', () => {
  const title = read(`<title>${'👋🏽'.repeat(400)}</title>`)?.title ?? ''
  expect([Array.from(title).length, title.isWellFormed(), title.endsWith('…')]).toEqual([300, true, true])
})
