import { DOTTED, Forms, JOINED, MENTION_SHORT, POSSESSIVE, TAG, TAG_BARE, plainFolding } from './forms.ts'
import type { Folding } from './forms.ts'
import { scan } from './scan.ts'

/** One form under which one or more words of a text can be found. */
export interface Word {
  form: string
  kind: number
  /** Positions, counted in words. */
  first: number
  last: number
}

export interface Reading {
  words: Word[]
  /** UTF-16 offsets of each position. */
  starts: number[]
  ends: number[]
}

const scratch = new Map<Folding, Forms>()

/** The same tables for every text read here, unless the last one was monstrous. */
function scratchFor(folding: Folding): Forms {
  let forms = scratch.get(folding)
  if (forms === undefined || forms.chars.length > 1 << 20) {
    forms = new Forms(folding)
    scratch.set(folding, forms)
  }
  forms.clear()
  return forms
}

/** Reads one text into plain objects: for queries, explanations and the naive evaluator, never for the stream. */
export function readText(text: string, folding: Folding = plainFolding): Reading {
  const forms = scratchFor(folding)
  scan(forms, text)
  const words: Word[] = []
  for (let i = 0; i < forms.count; i++) {
    words.push({
      form: forms.wordOf(i),
      kind: forms.kind[i] ?? 0,
      first: forms.first[i] ?? 0,
      last: forms.last[i] ?? 0,
    })
  }
  return {
    words,
    starts: [...forms.starts.subarray(0, forms.positions)],
    ends: [...forms.ends.subarray(0, forms.positions)],
  }
}

/** What one word of a query looks for: a form, or for `peut-être` its parts side by side or joined. */
export interface Unit {
  form: string
  parts: readonly string[]
}

/** The words a stretch of a query is made of; `null` where a word is too long to be found. */
export function unitsOf(text: string, folding: Folding = plainFolding): Unit[] | null {
  const { words, starts } = readText(text, folding)
  const units: (Unit & { first: number; last: number })[] = []
  for (const { form, kind, first, last } of words) {
    if (kind === POSSESSIVE || kind === TAG_BARE || kind === MENTION_SHORT) continue
    const parts: string[] = []
    if (kind === JOINED || kind === DOTTED || kind === TAG) {
      while ((units.at(-1)?.first ?? -1) >= first) parts.unshift(units.pop()?.form ?? '')
    }
    units.push({ form, parts: kind === JOINED ? parts : [], first, last })
  }
  let next = 0
  for (const { first, last } of units) {
    if (first !== next) return null
    next = last + 1
  }
  return next === starts.length ? units.map(({ form, parts }) => ({ form, parts })) : null
}
