import { HASH_PRIME, HASH_SEED } from '../text/forms.ts'
import { atOnce } from './turns.ts'
import { Vocabulary, hashWord, placeOf } from './vocabulary.ts'

const QUESTION = 63
const FILTER_BITS = 16

/**
 * Wildcard words (`vill*`, `te?m`), found by their beginning: as a word is read letter by letter, each of its
 * beginnings that some pattern shares is looked up, and the rest compared. The cost depends on the word alone.
 */
export class Patterns {
  readonly #prefixes: Vocabulary
  /** For each prefix, where its patterns begin in `members`. */
  readonly #members: Int32Array
  readonly #starts: Int32Array
  readonly #rests: readonly string[]
  readonly #shortest: number
  readonly #longest: number
  readonly #filter = new Uint8Array(1 << (FILTER_BITS - 3))

  constructor(patterns: readonly string[]) {
    const byPrefix = new Map<string, number[]>()
    for (const [i, pattern] of patterns.entries()) {
      const wild = pattern.search(/[?*]/u)
      const prefix = pattern.slice(0, wild)
      const same = byPrefix.get(prefix)
      if (same === undefined) byPrefix.set(prefix, [i])
      else same.push(i)
    }
    const prefixes = [...byPrefix.keys()]
    this.#prefixes = new Vocabulary(prefixes)
    atOnce(this.#prefixes.fill())
    this.#starts = new Int32Array(prefixes.length + 1)
    this.#members = new Int32Array(patterns.length)
    let at = 0
    for (const [i, members] of [...byPrefix.values()].entries()) {
      this.#starts[i] = at
      for (const member of members) this.#members[at++] = member
    }
    this.#starts[prefixes.length] = at
    this.#rests = patterns.map((pattern) => pattern.slice(pattern.search(/[?*]/u)))
    this.#shortest = Math.min(...prefixes.map(({ length }) => length), 1000)
    this.#longest = Math.max(...prefixes.map(({ length }) => length), 0)
    for (const prefix of prefixes) {
      const bit = placeOf(hashWord(prefix), (1 << FILTER_BITS) - 1)
      this.#filter[bit >> 3] = (this.#filter[bit >> 3] ?? 0) | (1 << (bit & 7))
    }
  }

  /** Writes the numbers of the patterns a word fits into `found`; returns how many. */
  find(text: Uint16Array, from: number, length: number, found: Int32Array): number {
    const shortest = this.#shortest
    const filter = this.#filter
    const longest = Math.min(length, this.#longest)
    let count = 0
    let hash = HASH_SEED
    for (let i = 0; i < longest;) {
      hash = Math.imul(hash ^ (text[from + i] ?? 0), HASH_PRIME)
      i++
      if (i < shortest) continue
      const bit = placeOf(hash, (1 << FILTER_BITS) - 1)
      if (((filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) continue
      const prefix = this.#prefixes.find(hash, text, from, i)
      if (prefix < 0) continue
      for (let m = this.#starts[prefix] ?? 0; m < (this.#starts[prefix + 1] ?? 0); m++) {
        const member = this.#members[m] ?? 0
        if (this.#restFits(this.#rests[member] ?? '', text, from + i, length - i)) found[count++] = member
      }
    }
    return count
  }

  #restFits(rest: string, text: Uint16Array, from: number, length: number): boolean {
    if (rest === '*') return true
    const open = rest.endsWith('*')
    const size = open ? rest.length - 1 : rest.length
    if (open ? length < size : length !== size) return false
    for (let i = 0; i < size; i++) {
      const wanted = rest.charCodeAt(i)
      if (wanted !== QUESTION && wanted !== text[from + i]) return false
    }
    return true
  }

  get byteLength(): number {
    return this.#prefixes.byteLength + this.#members.byteLength + this.#starts.byteLength + this.#filter.byteLength
  }
}
