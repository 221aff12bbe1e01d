import { HASH_PRIME, HASH_SEED } from '../text/forms.ts'

const EMPTY = new Int32Array(0)

function hashWord(word: string): number {
  let hash = HASH_SEED
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), HASH_PRIME)
  return hash
}

/** Spreads a rolling hash over the places of a table. */
export function placeOf(hash: number, mask: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) & mask
}

/**
 * Words numbered from 0, found by their characters without making a string. One flat table of (hash, word) pairs, and
 * all characters in one row; a found word is compared character by character, so equal hashes never mislead.
 */
export class Vocabulary {
  readonly chars: Uint16Array
  readonly offsets: Int32Array
  readonly table: Int32Array
  readonly mask: number

  constructor(words: readonly string[]) {
    let total = 0
    for (const word of words) total += word.length
    this.chars = new Uint16Array(total)
    this.offsets = new Int32Array(words.length + 1)
    let size = 16
    while (size < words.length * 2) size *= 2
    this.mask = size - 1
    this.table = words.length === 0 ? EMPTY : new Int32Array(size * 2)
    let at = 0
    for (const [i, word] of words.entries()) {
      this.offsets[i] = at
      for (let c = 0; c < word.length; c++) this.chars[at++] = word.charCodeAt(c)
      const hash = hashWord(word)
      let place = placeOf(hash, this.mask)
      while (this.table[place * 2 + 1] !== 0) place = (place + 1) & this.mask
      this.table[place * 2] = hash
      this.table[place * 2 + 1] = i + 1
    }
    this.offsets[words.length] = at
  }

  /** The number of the word written at `from` in `text`, or -1. */
  find(hash: number, text: Uint16Array, from: number, length: number): number {
    const { table, mask, offsets, chars } = this
    if (table.length === 0) return -1
    for (let place = placeOf(hash, mask); ; place = (place + 1) & mask) {
      const word = (table[place * 2 + 1] ?? 0) - 1
      if (word < 0) return -1
      if (table[place * 2] !== hash) continue
      const start = offsets[word] ?? 0
      if ((offsets[word + 1] ?? 0) - start !== length) continue
      let i = 0
      while (i < length && chars[start + i] === text[from + i]) i++
      if (i === length) return word
    }
  }

  get bytes(): number {
    return this.chars.byteLength + this.offsets.byteLength + this.table.byteLength
  }
}
