import type { Comparison, Node, Span } from './ast.ts'
import { diagnose } from './diagnostics.ts'
import type { Diagnostic, Values } from './diagnostics.ts'
import { limits } from './limits.ts'
import { lintNumber, lintWord } from './lint.ts'
import type { Warn } from './lint.ts'
import type { Code } from './messages.ts'
import { fieldMeaning, fieldNames, nearestName } from './names.ts'
import type { FieldMeaning } from './names.ts'

export type Token = Span & { written: string } & (
    | { type: 'open' | 'close' | 'and' | 'or' | 'not' | 'end' }
    | { type: 'near'; words: number; ordered: boolean }
    | { type: 'part'; node: Unplaced }
    | { type: 'field'; meaning: FieldMeaning }
    | { type: 'comment'; text: string }
  )

/** A node that does not know yet where it stands. */
type Unplaced = Node extends infer N ? (N extends Node ? Omit<N, 'span'> : never) : never
type Plain = Token extends infer T ? (T extends Token ? Omit<T, keyof Span | 'written'> : never) : never

/** Thrown inside the lexer and parser; the first syntax error ends the reading. */
export class SyntaxProblem extends Error {
  readonly diagnostic: Diagnostic
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

export function fail(code: Code, span: Span, values?: Values): never {
  throw new SyntaxProblem(diagnose(code, span, values))
}

const space = /[\s\u200b\ufeff]+/uy
const quotes = '"“”„«»'
const word = /(?:(?!<<<|>>>)[^\s()"“”„«»])+/uy
const field = /([\p{L}_]+):/uy
const compare = /([\p{L}_]+)\s*((?!<<<|>>>)(?:>=|<=|[<>=]))\s*/uy
const number = /(-?\d+(?:[._]\d+)*)([kKmM]?)(?![\p{L}\d])/uy
const near = /^(O?)(NEAR|PRÈS|PRES)(?:\/(\d*)([fF]?))?$/u
const within = /~(\d*)/y
const dashes = '-–−—'
const operators: Readonly<Record<string, 'and' | 'or' | 'not'>> = {
  AND: 'and',
  ET: 'and',
  OR: 'or',
  OU: 'or',
  NOT: 'not',
  SAUF: 'not',
}

/** Splits a query into tokens, in one pass. */
export function lex(query: string, warn: Warn): Token[] {
  const tokens: Token[] = []
  let at = 0
  const match = (pattern: RegExp, from = at) => {
    pattern.lastIndex = from
    return pattern.exec(query)
  }
  const upTo = (end: number, from = at) => ({ start: from, end })
  const add = (end: number, token: Plain) => {
    tokens.push({ ...token, ...upTo(end), written: query.slice(at, end) } as Token)
    at = end
  }
  const part = (end: number, node: Unplaced) => add(end, { type: 'part', node })
  const distance = (words: string, end: number, from = at) => {
    const value = Number(words)
    return value > limits.near ? fail('NEAR_TOO_FAR', upTo(end, from), { number: value, limit: limits.near }) : value
  }

  const quoted = () => {
    let text = ''
    let end = at + 1
    for (; ; end++) {
      if (end >= query.length) fail('QUOTE_UNCLOSED', upTo(at + 1))
      if (quotes.includes(query.charAt(end))) break
      if (query.charAt(end) === '\\' && end + 1 < query.length) end++
      text += query.charAt(end)
    }
    end++
    const found = match(within, end)
    const node = { kind: 'phrase', text: text.trim() } as const
    if (found === null) return part(end, node)
    const [whole, words = ''] = found
    if (words === '') fail('NEAR_NUMBER_MISSING', upTo(end + 1, end), { operator: '"…"~' })
    part(end + whole.length, { ...node, within: distance(words, end + whole.length, end) })
  }

  const comparison = (): boolean => {
    const [whole = '', name = '', sign = ''] = match(compare) ?? []
    if (whole === '' || name in operators) return false
    const [digits = '', amount = '', scale = ''] = match(number, at + whole.length) ?? []
    const end = at + whole.length + digits.length
    const unit = { '': 1, k: 1e3, m: 1e6 }[scale.toLowerCase()] ?? 1
    const value = Number((Number(amount.replaceAll('_', '')) * unit).toFixed(6))
    if (digits === '' || !(Math.abs(value) <= 1e15)) fail('NUMBER_EXPECTED', upTo(end), { name, comparison: sign })
    lintNumber(name.toLowerCase(), upTo(end), warn)
    part(end, { kind: 'compare', name: name.toLowerCase(), comparison: sign as Comparison, value })
    return true
  }

  const named = (): boolean => {
    const name = match(field)?.[1]
    if (name === undefined) return false
    const end = at + name.length + 1
    const valued = /[^\s)>]/.test(query.charAt(end))
    const meaning = fieldMeaning(name)
    if (meaning === undefined) {
      if (!valued || query.startsWith('//', end)) return false
      const nearest = nearestName(name, fieldNames)
      const fix = nearest === undefined ? `"${name}:…"` : `${nearest}:`
      fail('FIELD_UNKNOWN', upTo(end), { name, known: fieldNames.join(': ') + ':', fix })
    }
    if (!valued) fail('FIELD_VALUE_MISSING', upTo(end), { name })
    add(end, { type: 'field', meaning })
    return true
  }

  const plain = (text: string): void => {
    const end = at + text.length
    const operator = Object.hasOwn(operators, text) ? operators[text] : undefined
    if (operator !== undefined) return add(end, { type: operator })
    const found = near.exec(text)
    if (found !== null) {
      const [, ordered, name = '', words, forward] = found
      if (!words) fail('NEAR_NUMBER_MISSING', upTo(end), { operator: ordered + name })
      return add(end, { type: 'near', words: distance(words, end), ordered: ordered !== '' || forward !== '' })
    }
    if (/^\+\+[^+]/.test(text)) return part(end, { kind: 'raw', text: text.slice(2) })
    lintWord(text, upTo(end), warn)
    part(end, { kind: 'term', text })
  }

  for (;;) {
    at += match(space)?.[0].length ?? 0
    const character = query.charAt(at)
    if (character === '') break
    if (character === '(') add(at + 1, { type: 'open' })
    else if (character === ')') add(at + 1, { type: 'close' })
    else if (query.startsWith('<<<', at)) {
      const end = query.indexOf('>>>', at + 3)
      if (end < 0) fail('COMMENT_UNCLOSED', upTo(at + 3))
      add(end + 3, { type: 'comment', text: query.slice(at + 3, end) })
    } else if (query.startsWith('>>>', at)) fail('COMMENT_UNOPENED', upTo(at + 3))
    else if (quotes.includes(character)) quoted()
    else if (dashes.includes(character) && /[^\s)]/.test(query.charAt(at + 1))) {
      if (character !== '-') warn('DASH_TYPOGRAPHIC', upTo(at + 1))
      add(at + 1, { type: 'not' })
    } else if (!comparison() && !named()) plain(match(word)?.[0] ?? character)
  }
  add(at, { type: 'end' })
  return tokens
}
