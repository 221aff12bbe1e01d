import { keysOf } from '../document/attributes.ts'
import type { Document } from '../document/document.ts'
import { column, grown } from '../text/columns.ts'
import type { Forms } from '../text/forms.ts'
import type { Segment } from './segment.ts'

/**
 * Which leaves of a segment a text holds, and where. `present` is a byte a leaf, small enough to stay in the
 * processor's first cache; occurrences of a leaf are chained in the order of the text.
 */
export class Reader {
  readonly segment: Segment
  readonly present: Uint8Array
  /** First and last occurrence of each present leaf, side by side. */
  readonly ends: Int32Array
  /** Present leaves, in the order met. */
  readonly leaves: Int32Array
  leafCount = 0
  next = column()
  first = column()
  last = column()
  occurrences = 0
  readonly #fitting: Int32Array
  #words = column()

  constructor(segment: Segment) {
    this.segment = segment
    this.present = new Uint8Array(segment.leafCount)
    this.ends = new Int32Array(segment.leafCount * 2)
    this.leaves = new Int32Array(segment.leafCount)
    this.#fitting = new Int32Array(segment.patternLeaves.length / 4)
  }

  clear(): void {
    const { present, leaves } = this
    for (let i = 0; i < this.leafCount; i++) present[leaves[i] ?? 0] = 0
    this.leafCount = 0
    this.occurrences = 0
    if (this.next.length > 1 << 20) {
      this.next = column()
      this.first = column()
      this.last = column()
      this.#words = column()
    }
  }

  /** Takes up the forms from number `from` on, all of text field number `field`. */
  readForms(forms: Forms, from: number, field: number): void {
    const { vocabulary, fieldLeaves, patterns, patternLeaves } = this.segment
    const { chars, length } = forms
    if (this.#words.length < forms.count - from) this.#words = column(forms.count * 2)
    const words = this.#words
    vocabulary.findAll(forms, from, forms.count, words)
    for (let i = from; i < forms.count; i++) {
      const start = forms.from[i] ?? 0
      const size = length[i] ?? 0
      const word = words[i - from] ?? -1
      if (word >= 0) {
        this.#occur(word, forms.first[i] ?? 0, forms.last[i] ?? 0)
        if (fieldLeaves.length > 0) {
          const inField = fieldLeaves[word * 3 + field] ?? -1
          if (inField >= 0) this.#occur(inField, forms.first[i] ?? 0, forms.last[i] ?? 0)
        }
      }
      if (patterns === null) continue
      const count = patterns.find(chars, start, size, this.#fitting)
      for (let f = 0; f < count; f++) {
        const pattern = (this.#fitting[f] ?? 0) * 4
        const leaf = patternLeaves[pattern] ?? -1
        if (leaf >= 0) this.#occur(leaf, forms.first[i] ?? 0, forms.last[i] ?? 0)
        const inField = patternLeaves[pattern + 1 + field] ?? -1
        if (inField >= 0) this.#occur(inField, forms.first[i] ?? 0, forms.last[i] ?? 0)
      }
    }
  }

  readKeys(document: Document): void {
    if (this.segment.keys.size === 0) return
    for (const [name, values] of this.segment.keys) {
      for (const key of keysOf(name, document)) {
        const leaf = values.get(key)
        if (leaf === undefined || this.present[leaf] === 1) continue
        this.present[leaf] = 1
        this.ends[leaf * 2] = -1
        this.leaves[this.leafCount++] = leaf
      }
    }
  }

  #occur(leaf: number, first: number, last: number): void {
    const at = this.occurrences
    if (this.present[leaf] === 0) {
      this.present[leaf] = 1
      this.ends[leaf * 2] = at
      this.leaves[this.leafCount++] = leaf
    } else {
      const before = this.ends[leaf * 2 + 1] ?? 0
      // Forms come shorter first: a longer one around what is there already adds nothing (see `shortest`).
      if ((this.first[before] ?? 0) >= first) return
      this.next[before] = at
    }
    this.ends[leaf * 2 + 1] = at
    if (at === this.next.length) this.#grow()
    this.first[at] = first
    this.last[at] = last
    this.next[at] = -1
    this.occurrences = at + 1
  }

  #grow(): void {
    const length = this.next.length * 2
    this.next = grown(this.next, length)
    this.first = grown(this.first, length)
    this.last = grown(this.last, length)
  }
}
