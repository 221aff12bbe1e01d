import { HASH_PRIME, HASH_SEED } from '../text/forms.ts'
import type { Forms } from '../text/forms.ts'
import { THINGS_A_TURN } from './turns.ts'
import type { InTurns } from './turns.ts'

export function hashWord(word: string): number {
  let hash = HASH_SEED
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME)
  return hash
}

/** Spreads a rolling hash over the places of a table. */
export function placeOf(hash: number, mask: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) & mask
}

/** Numbers of a record: its length, then the first characters of the word. Half a cache line. */
const RECORD = 16
const IN_RECORD = RECORD - 1

/**
 * Words numbered from 0, found by their characters without making a string. A flat table of (hash, word) pairs leads
 * to a record of the word's characters, which are compared, so that equal hashes never mislead. Numbered by falling
 * frequency, the words that are looked for most share a few cache lines.
 */
export class Vocabulary {
  readonly #records: Uint16Array
  readonly #table: Int32Array
  readonly #mask: number
  readonly #long = new Map<number, string>()

  #words: readonly string[]

  /** Nothing is found before `fill` has run. */
  constructor(words: readonly string[]) {
    this.#words = words
    this.#records = new Uint16Array(words.length * RECORD)
    let size = 16
    while (size < words.length * 2) size *= 2
    this.#mask = size - 1
    this.#table = new Int32Array(size * 2)
  }

  *fill(): InTurns<void> {
    for (const [i, word] of this.#words.entries()) {
      if (i % THINGS_A_TURN === 0) yield
      this.#records[i * RECORD] = word.length
      for (let c = 0; c < word.length && c < IN_RECORD; c++) this.#records[i * RECORD + 1 + c] = word.charCodeAt(c)
      if (word.length > IN_RECORD) this.#long.set(i, word)
      const hash = hashWord(word)
      let place = placeOf(hash, this.#mask)
      while (this.#table[place * 2 + 1] !== 0) place = (place + 1) & this.#mask
      this.#table[place * 2] = hash
      this.#table[place * 2 + 1] = i + 1
    }
    this.#words = []
  }

  /** The number of the word written at `from` in `text`, or -1. */
  find(hash: number, text: Uint16Array, from: number, length: number): number {
    for (let place = placeOf(hash, this.#mask); ; place = (place + 1) & this.#mask) {
      place = this.#sameHash(hash, place)
      const word = (this.#table[place * 2 + 1] ?? 0) - 1
      if (word < 0 || this.#is(word, text, from, length)) return word
    }
  }

  /**
   * The numbers of many words at once, into `found`. First the table is asked for all of them, then the characters are
   * compared: so the processor waits for many places of memory together instead of for one after the other.
   */
  findAll({ hash, chars, from, length }: Forms, begin: number, end: number, found: Int32Array): void {
    const table = this.#table
    const mask = this.#mask
    for (let i = begin; i < end; i++) {
      const place = this.#sameHash(hash[i] ?? 0, placeOf(hash[i] ?? 0, mask))
      found[i - begin] = (table[place * 2 + 1] ?? 0) - 1
    }
    for (let i = begin; i < end; i++) {
      const word = found[i - begin] ?? -1
      if (word < 0 || this.#is(word, chars, from[i] ?? 0, length[i] ?? 0)) continue
      // Another word with the same hash: one in billions.
      found[i - begin] = this.find(hash[i] ?? 0, chars, from[i] ?? 0, length[i] ?? 0)
    }
  }

  /** The next place with this hash, or the empty one that ends the search. */
  #sameHash(hash: number, from: number): number {
    const table = this.#table
    let place = from
    while (table[place * 2] !== hash && table[place * 2 + 1] !== 0) place = (place + 1) & this.#mask
    return place
  }

  #is(word: number, text: Uint16Array, from: number, length: number): boolean {
    const records = this.#records
    const record = word * RECORD
    if (records[record] !== length) return false
    const size = length < IN_RECORD ? length : IN_RECORD
    for (let i = 0; i < size; i++) if (records[record + 1 + i] !== text[from + i]) return false
    return length <= IN_RECORD || this.#restIs(word, text, from, length)
  }

  #restIs(word: number, text: Uint16Array, from: number, length: number): boolean {
    const long = this.#long.get(word) ?? ''
    for (let i = IN_RECORD; i < length; i++) if (long.charCodeAt(i) !== text[from + i]) return false
    return true
  }
}
