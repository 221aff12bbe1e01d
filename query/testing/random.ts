import type { Document } from '../src/document/document.ts'
import type { Node } from '../src/language/ast.ts'
import { printNode } from '../src/language/print.ts'

/** A small, fast generator of numbers from 0 to 1 (mulberry32): the same seed, the same run. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

// Few words, so that queries and texts meet, and every kind of trap the scanner knows.
const words =
  `paris Paris PARIS ville Ville de la eau l'eau L’EAU d’or or été ete vigie Vigie's vigies peut-être peutetre peut
  être covid-19 covid19 covid 19 #VilleDeParis #paris #ParisPlage plage @vigie @alice.bsky.social @bob@example.org alice
  example.org https://www.example.org/a?b AT&T C++ c 👍 👍🏽 🇫🇷 東京 東 aujourd'hui œuvre oeuvre Œuvre naïve villa villes vile`.split(
    /\s+/,
  )
const queryWords = [
  ...words.filter((word) => !word.startsWith('http')),
  'vil*',
  'par*',
  '#vil*',
  'vi?le',
  'vi?le*',
  'pl?ge',
  'été*',
]
const joints = [' ', ' ', ' ', ' ', ', ', '. ', ' — ', '\n', ' « ', '-', "'", '.', '#', '']

export interface Random {
  (): number
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
const upTo = (random: Random, most: number) => Math.floor(random() * (most + 1))

export function randomText(random: Random, most: number): string {
  let text = ''
  for (let i = upTo(random, most); i > 0; i--) text += pick(random, words) + pick(random, joints)
  return text
}

export function randomDocument(random: Random, most = 14): Document {
  const document: Document = { text: randomText(random, most) }
  if (random() < 0.3) document.title = randomText(random, 5)
  if (random() < 0.1) document.alt = randomText(random, 4)
  if (random() < 0.5) document.author = pick(random, ['alice', '@bob', 'Carol'])
  if (random() < 0.5) document.lang = pick(random, ['fr', 'en', 'fr-CA'])
  if (random() < 0.3) document.url = pick(random, ['https://www.example.org/a/b', 'http://news.example.org/'])
  if (random() < 0.3) document.has = pick(random, [['link'], ['image', 'link'], []])
  if (random() < 0.5) document.numbers = { followers: upTo(random, 3) * 100 }
  return document
}

const span = { start: 0, end: 0 }

/** A part that has a place in the text: what NEAR may hold. */
function positional(random: Random, depth: number): Node {
  const kind = random()
  if (depth > 0 && kind < 0.2) {
    const parts = [positional(random, depth - 1), positional(random, depth - 1)] as const
    return { kind: 'near', parts, words: upTo(random, 6), ordered: random() < 0.4, span }
  }
  if (depth > 0 && kind < 0.35) {
    return { kind: 'or', parts: Array.from({ length: 2 + upTo(random, 2) }, () => positional(random, depth - 1)), span }
  }
  if (kind < 0.5) {
    const text = Array.from({ length: 1 + upTo(random, 2) }, () => pick(random, queryWords)).join(' ')
    return random() < 0.4 ? { kind: 'phrase', text, within: upTo(random, 5), span } : { kind: 'phrase', text, span }
  }
  if (kind < 0.56)
    return { kind: 'raw', text: pick(random, ['Paris', 'PARIS', "l'eau", 'C++', '#Paris', 'Vigie', 'de la']), span }
  return { kind: 'term', text: pick(random, queryWords), span }
}

export function randomNode(random: Random, depth: number): Node {
  const kind = random()
  const part = () => randomNode(random, depth - 1)
  if (depth <= 0 || kind < 0.25) {
    if (random() < 0.75) return positional(random, Math.min(depth, 2))
    return pick<Node>(random, [
      { kind: 'attribute', name: 'lang', value: pick(random, ['fr', 'en', 'fr-CA']), span },
      { kind: 'attribute', name: 'author', value: pick(random, ['alice', '@BOB', 'car*']), span },
      { kind: 'attribute', name: 'site', value: 'example.org', span },
      { kind: 'attribute', name: 'url', value: 'example.org/a', span },
      { kind: 'attribute', name: 'has', value: 'link', span },
      { kind: 'compare', name: 'followers', comparison: pick(random, ['>', '>=', '<', '<=', '=']), value: 100, span },
    ])
  }
  if (kind < 0.5) return { kind: 'or', parts: Array.from({ length: 2 + upTo(random, 2) }, part), span }
  if (kind < 0.78) return { kind: 'and', parts: Array.from({ length: 2 + upTo(random, 1) }, part), span }
  if (kind < 0.9) return { kind: 'not', part: part(), span }
  return { kind: 'field', field: pick(random, ['title', 'text', 'alt']), part: positional(random, 1), span }
}

/** A query as a person would have typed it. */
export function randomQuery(random: Random, depth = 3): string {
  return printNode(randomNode(random, depth))
}
