import { attributeHolds, compareHolds } from '../document/attributes.ts'
import type { Document } from '../document/document.ts'
import { rawStartsAt } from '../text/exact.ts'
import type { Forms } from '../text/forms.ts'
import type { Composite, Ref } from './nodes.ts'
import { Places } from './places.ts'
import type { Reader } from './reader.ts'
import { Stretches } from './spans.ts'

const UNKNOWN = 0
const NO = 1
const YES = 2

/** Works out composite nodes for one text, each at most once, whichever queries share it. */
export class Worker {
  readonly stretches = new Stretches()
  readonly #composites: readonly Composite[]
  readonly #reader: Reader
  readonly #answers: Uint8Array
  /** Ranges of stretches: composites first, then leaves; -1 where not worked out yet. */
  readonly #starts: Int32Array
  readonly #ends: Int32Array
  readonly #touched: number[] = []
  readonly #ranged: number[] = []
  #document: Document = {}
  #places = new Places()
  #forms: Forms | null = null

  constructor(reader: Reader) {
    this.#reader = reader
    this.#composites = reader.segment.composites
    const size = this.#composites.length + reader.segment.leafCount
    this.#answers = new Uint8Array(this.#composites.length)
    this.#starts = new Int32Array(size).fill(-1)
    this.#ends = new Int32Array(size)
  }

  begin(document: Document, places: Places, forms: Forms): void {
    this.#document = document
    this.#places = places
    this.#forms = forms
    for (let i = 0; i < this.#touched.length; i++) this.#answers[this.#touched[i] ?? 0] = UNKNOWN
    for (let i = 0; i < this.#ranged.length; i++) this.#starts[this.#ranged[i] ?? 0] = -1
    this.#touched.length = 0
    this.#ranged.length = 0
    this.stretches.clear()
  }

  holds(ref: Ref): boolean {
    if (ref >= 0) return this.#reader.present[ref] === 1
    const known = this.#answers[~ref] ?? UNKNOWN
    if (known !== UNKNOWN) return known === YES
    const answer = this.#decide(ref)
    this.#answers[~ref] = answer ? YES : NO
    this.#touched.push(~ref)
    return answer
  }

  #decide(ref: Ref): boolean {
    const node = this.#composites[~ref]
    if (node === undefined) return false
    switch (node.kind) {
      case 'and':
        for (const part of node.parts) if (!this.holds(part)) return false
        return true
      case 'or':
        for (const part of node.parts) if (this.holds(part)) return true
        return false
      case 'not':
        return !this.holds(node.part)
      case 'asked':
        return node.node.kind === 'compare'
          ? compareHolds(node.node, this.#document)
          : attributeHolds(node.node, this.#document)
      case 'near':
      case 'sequence':
      case 'window':
      case 'raw':
        return this.locate(ref) < this.endOf(ref)
    }
  }

  /** Where the stretches of a node begin; `endOf` says where they end. Worked out the first time. */
  locate(ref: Ref): number {
    const place = this.#placeOf(ref)
    const known = this.#starts[place] ?? -1
    if (known >= 0) return known
    const start = ref >= 0 ? this.#occurrences(ref) : this.#find(ref)
    this.#ranged.push(place)
    this.#starts[place] = start
    this.#ends[place] = this.stretches.used
    return start
  }

  endOf(ref: Ref): number {
    return this.#ends[this.#placeOf(ref)] ?? 0
  }

  #placeOf(ref: Ref): number {
    return ref >= 0 ? this.#composites.length + ref : ~ref
  }

  #occurrences(leaf: number): number {
    const { present, ends, next, first, last } = this.#reader
    const from = this.stretches.used
    if (present[leaf] !== 1) return from
    for (let at = ends[leaf * 2] ?? -1; at >= 0; at = next[at] ?? -1) this.stretches.add(first[at] ?? 0, last[at] ?? 0)
    return from
  }

  /** The stretches found are the last ones added: whatever they were made from was located before. */
  #find(ref: Ref): number {
    const node = this.#composites[~ref]
    const { stretches } = this
    switch (node?.kind) {
      case 'near': {
        const [left, right] = node.parts
        const [a, aEnd] = [this.locate(left), this.endOf(left)]
        if (a === aEnd) return stretches.used
        const [b, bEnd] = [this.locate(right), this.endOf(right)]
        return stretches.near(a, aEnd, b, bEnd, node.words, node.ordered)
      }
      case 'sequence':
        return this.#sequence(node.parts)
      case 'window': {
        const starts = node.parts.map((part) => this.locate(part))
        const ends = node.parts.map((part) => this.endOf(part))
        return stretches.window(starts, ends, node.times, node.total, node.words)
      }
      case 'or': {
        for (const part of node.parts) this.locate(part)
        const from = stretches.used
        for (const part of node.parts) {
          const end = this.endOf(part)
          for (let i = this.locate(part); i < end; i++) stretches.add(stretches.first[i] ?? 0, stretches.last[i] ?? 0)
        }
        return stretches.shortest(from)
      }
      case 'raw':
        return this.#exactly(node.part, node.text, node.lead)
      case 'and':
      case 'not':
      case 'asked':
      case undefined:
        return stretches.used
    }
  }

  #sequence(parts: readonly Ref[]): number {
    for (const part of parts) if (part >= 0 && this.#reader.present[part] !== 1) return this.stretches.used
    const first = parts[0] ?? 0
    let [from, end] = [this.locate(first), this.endOf(first)]
    for (let i = 1; i < parts.length && from < end; i++) {
      const part = parts[i] ?? 0
      const [next, nextEnd] = [this.locate(part), this.endOf(part)]
      from = this.stretches.follow(from, end, next, nextEnd, 0)
      end = this.stretches.used
    }
    return from < end ? from : this.stretches.used
  }

  #exactly(part: Ref, raw: string, lead: number): number {
    const { stretches } = this
    const [start, end] = [this.locate(part), this.endOf(part)]
    const from = stretches.used
    for (let i = start; i < end; i++) {
      const first = stretches.first[i] ?? 0
      const place = this.#places.at(first)
      if (place === undefined || !rawStartsAt(place.text, this.#forms?.starts[first] ?? 0, raw, lead)) continue
      stretches.add(first, stretches.last[i] ?? 0)
    }
    return from
  }

  /** Adds the nodes that made a query match: of AND all, of OR those that hold, of NOT none. */
  collect(ref: Ref, parts: { push: (part: number) => void }): void {
    const node = ref < 0 ? this.#composites[~ref] : undefined
    if (node?.kind === 'and' || node?.kind === 'or') {
      for (const part of node.parts) if (this.holds(part)) this.collect(part, parts)
    } else if (node?.kind !== 'not' && node?.kind !== 'asked') parts.push(ref)
  }
}
