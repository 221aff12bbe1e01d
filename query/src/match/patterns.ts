import { HASH_PRIME, HASH_SEED } from '../text/forms.ts'
import { atOnce } from './turns.ts'
import { Vocabulary, hashWord, placeOf } from './vocabulary.ts'

const QUESTION = 63
const FILTER_BITS = 16

export type Patterns = ReturnType<typeof patternsOf>

/**
 * Wildcard words (`vill*`, `te?m`), found by their beginning: as a word is read letter by letter, each of its
 * beginnings that some pattern shares is looked up, and the rest compared. The cost depends on the word alone.
 */
export function patternsOf(patterns: readonly string[]) {
  const byPrefix = new Map<string, { member: number; rest: string }[]>()
  for (const [member, pattern] of patterns.entries()) {
    const wild = pattern.search(/[?*]/u)
    const prefix = pattern.slice(0, wild)
    const same = byPrefix.get(prefix) ?? []
    byPrefix.set(prefix, same)
    same.push({ member, rest: pattern.slice(wild) })
  }
  const prefixes = [...byPrefix.keys()]
  const members = [...byPrefix.values()]
  const vocabulary = new Vocabulary(prefixes)
  atOnce(vocabulary.fill())
  let [shortest, most] = [Infinity, 0]
  const filter = new Uint8Array(1 << (FILTER_BITS - 3))
  const bitOf = (hash: number) => placeOf(hash, (1 << FILTER_BITS) - 1)
  for (const prefix of prefixes) {
    shortest = Math.min(shortest, prefix.length)
    most = Math.max(most, prefix.length)
    const bit = bitOf(hashWord(prefix))
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7))
  }

  /** Writes the numbers of the patterns a word fits into `found`; returns how many. */
  function find(text: Uint16Array, from: number, length: number, found: Int32Array): number {
    const longest = length < most ? length : most
    let count = 0
    let hash = HASH_SEED
    for (let i = 0; i < longest;) {
      hash = Math.imul(hash ^ (text[from + i] ?? 0), HASH_PRIME)
      i++
      if (i < shortest) continue
      const bit = bitOf(hash)
      if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) continue
      const prefix = vocabulary.find(hash, text, from, i)
      if (prefix < 0) continue
      for (const { member, rest } of members[prefix] ?? [])
        if (fits(rest, text, from + i, length - i)) found[count++] = member
    }
    return count
  }

  return { find }
}

function fits(rest: string, text: Uint16Array, from: number, length: number): boolean {
  const open = rest.endsWith('*')
  const size = open ? rest.length - 1 : rest.length
  if (open ? length < size : length !== size) return false
  for (let i = 0; i < size; i++) {
    const wanted = rest.charCodeAt(i)
    if (wanted !== QUESTION && wanted !== text[from + i]) return false
  }
  return true
}
