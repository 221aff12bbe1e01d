import type { Comparison, Span } from './ast.ts'
import { diagnose } from './diagnostics.ts'
import type { Diagnostic } from './diagnostics.ts'
import { limits } from './limits.ts'
import { fieldMeaning, fieldNames, nearestName } from './names.ts'
import type { FieldMeaning } from './names.ts'

export type Token = Span & { written: string } & (
    | { type: 'open' | 'close' | 'and' | 'or' | 'not' | 'minus' | 'end' }
    | { type: 'near'; words: number; ordered: boolean }
    | { type: 'word'; text: string }
    | { type: 'quoted'; text: string; within: number | undefined }
    | { type: 'raw'; text: string }
    | { type: 'field'; meaning: FieldMeaning }
    | { type: 'compare'; name: string; comparison: Comparison; value: number }
    | { type: 'comment'; text: string }
  )

type Plain<T> = T extends Token ? Omit<T, keyof Span | 'written'> : never

/** Thrown inside the lexer and parser; the first syntax error ends the reading. */
export class SyntaxProblem extends Error {
  readonly diagnostic: Diagnostic
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

const space = /[\s\u200b\ufeff]+/uy
const quotes = '"“”„«»'
const word = /(?:(?!<<<|>>>)[^\s()"“”„«»])+/uy
const field = /([\p{L}_]+):/uy
const compare = /([\p{L}_]+)\s*((?!<<<|>>>)(?:>=|<=|[<>=]))\s*/uy
const number = /(-?\d+(?:[._]\d+)*)([kKmM]?)(?![\p{L}\d])/uy
const near = /^(O?)(NEAR|PRÈS|PRES)(?:\/(\d*)([fF]?))?$/u
const dashes = '-–−—'
const operators = new Map<string, 'and' | 'or' | 'not'>([
  ['AND', 'and'],
  ['ET', 'and'],
  ['OR', 'or'],
  ['OU', 'or'],
  ['NOT', 'not'],
  ['SAUF', 'not'],
])

/** Splits a query into tokens, in one pass. */
export function lex(query: string, warn: (diagnostic: Diagnostic) => void): Token[] {
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(query)
  }
  const add = (end: number, token: Plain<Token>) => {
    tokens.push({ ...token, start: at, end, written: query.slice(at, end) } as Token)
    at = end
  }
  while (at < query.length) {
    at = match(space) ? space.lastIndex : at
    const character = query.charAt(at)
    if (character === '') break
    if (character === '(') add(at + 1, { type: 'open' })
    else if (character === ')') add(at + 1, { type: 'close' })
    else if (query.startsWith('<<<', at)) {
      const end = query.indexOf('>>>', at + 3)
      if (end < 0) fail('COMMENT_UNCLOSED', at, at + 3)
      add(end + 3, { type: 'comment', text: query.slice(at + 3, end) })
    } else if (query.startsWith('>>>', at)) fail('COMMENT_UNOPENED', at, at + 3)
    else if (quotes.includes(character)) {
      const { text, end } = quoted(query, at)
      const within = /~(\d*)/y
      within.lastIndex = end
      const found = within.exec(query)
      if (found?.[1] === '') fail('NEAR_NUMBER_MISSING', end, end + 1, { operator: '"…"~' })
      const words = found === null ? undefined : distance(Number(found[1]), end, within.lastIndex)
      add(found === null ? end : within.lastIndex, { type: 'quoted', text, within: words })
    } else if (dashes.includes(character) && /[^\s)]/.test(query.charAt(at + 1))) {
      if (character !== '-') warn(diagnose('DASH_TYPOGRAPHIC', { start: at, end: at + 1 }))
      add(at + 1, { type: 'minus' })
    } else if (query.startsWith('++', at) && /^\+\+[^+]/.test(match(word)?.[0] ?? '')) {
      const text = match(word)?.[0] ?? ''
      add(at + text.length, { type: 'raw', text: text.slice(2) })
    } else if (!named()) plain()
  }
  add(at, { type: 'end' })
  return tokens

  function named(): boolean {
    const comparison = match(compare)
    if (comparison?.[1] !== undefined && comparison[2] !== undefined && !operators.has(comparison[1])) {
      const [whole, name, sign] = comparison
      const start = at
      at += whole.length
      const value = match(number)
      const end = value === null ? at : number.lastIndex
      at = start
      if (value?.[1] === undefined) fail('NUMBER_EXPECTED', start, end, { name, comparison: sign })
      const scale = { '': 1, k: 1e3, m: 1e6 }[(value[2] ?? '').toLowerCase()] ?? 1
      const amount = Number((Number(value[1].replaceAll('_', '')) * scale).toFixed(6))
      if (!(Math.abs(amount) <= 1e15)) fail('NUMBER_EXPECTED', start, end, { name, comparison: sign })
      add(end, { type: 'compare', name: name.toLowerCase(), comparison: sign as Comparison, value: amount })
      return true
    }
    const name = match(field)?.[1]
    if (name === undefined) return false
    const end = at + name.length + 1
    const valued = /[^\s)>]/.test(query.charAt(end))
    const meaning = fieldMeaning(name)
    if (meaning === undefined) {
      if (!valued || query.startsWith('//', end)) return false
      const nearest = nearestName(name, fieldNames)
      fail('FIELD_UNKNOWN', at, end, {
        name,
        known: fieldNames.map((known) => `${known}:`).join(' '),
        fix: nearest === undefined ? `"${name}:…"` : `${nearest}:`,
      })
    }
    if (!valued) fail('FIELD_VALUE_MISSING', at, end, { name })
    add(end, { type: 'field', meaning })
    return true
  }

  function plain(): void {
    const text = match(word)?.[0] ?? character()
    const end = at + text.length
    const operator = operators.get(text)
    if (operator !== undefined) return add(end, { type: operator })
    const distanceWord = near.exec(text)
    if (distanceWord === null) return add(end, { type: 'word', text })
    if (!distanceWord[3]) fail('NEAR_NUMBER_MISSING', at, end, { operator: text.replace(/\/.*/u, '') })
    const words = distance(Number(distanceWord[3]), at, end)
    add(end, { type: 'near', words, ordered: distanceWord[1] === 'O' || distanceWord[4] !== '' })
  }

  function character(): string {
    return String.fromCodePoint(query.codePointAt(at) ?? 32)
  }
}

function distance(words: number, start: number, end: number): number {
  if (words > limits.near) fail('NEAR_TOO_FAR', start, end, { number: String(words), limit: String(limits.near) })
  return words
}

function quoted(query: string, start: number): { text: string; end: number } {
  let text = ''
  let end = start + 1
  while (end < query.length) {
    const character = query.charAt(end)
    if (quotes.includes(character)) return { text: text.trim(), end: end + 1 }
    if (character === '\\' && end + 1 < query.length) end++
    text += query.charAt(end++)
  }
  return fail('QUOTE_UNCLOSED', start, start + 1)
}

export function fail(
  code: Diagnostic['code'],
  start: number,
  end: number,
  values: Readonly<Record<string, string>> = {},
): never {
  throw new SyntaxProblem(diagnose(code, { start, end }, values))
}
