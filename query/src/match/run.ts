import type { Document } from '../document/document.ts'
import { textFields } from '../language/ast.ts'
import { limits } from '../language/limits.ts'
import type { Forms } from '../text/forms.ts'
import { scan } from '../text/scan.ts'
import {
  SHAPE_CLAUSES,
  SHAPE_EARLIER,
  SHAPE_EXACT,
  SHAPE_EXCLUDED,
  SHAPE_MARKED,
  SHAPE_SIZE,
  SHAPE_SIZES,
  SHAPE_STRIDE,
} from './layout.ts'
import type { Places } from './places.ts'
import { Reader } from './reader.ts'
import { Row } from './row.ts'
import type { Entry, Segment } from './segment.ts'
import { workerOf } from './worker.ts'
import type { Worker } from './worker.ts'

/**
 * One segment at work: the tables that a text fills and the next one clears. Nothing here is allocated while matching
 * but where a text is larger than all before it.
 */
export class Run<E extends Entry = Entry> {
  readonly segment: Segment<E>
  readonly reader: Reader
  readonly worker: Worker
  /** Slots of the queries that matched, and where each one's parts end in `parts`. */
  readonly slots = new Row()
  readonly ends = new Row()
  /** Leaves and nodes that matched, query after query; each stands for its places in the text. */
  readonly parts = new Row()
  candidates = 0
  /** Slots to pass over: of queries removed or replaced since the segment was compiled, and how many there are. */
  dead: Uint8Array | null = null
  deadCount = 0
  readonly #tried: Int32Array
  #turn = 0

  constructor(segment: Segment<E>) {
    this.segment = segment
    this.reader = new Reader(segment)
    this.worker = workerOf(this.reader)
    this.#tried = new Int32Array(segment.entries.length)
  }

  bury(slot: number): void {
    this.dead ??= new Uint8Array(this.segment.entries.length)
    this.dead[slot] = 1
    this.deadCount++
  }

  begin(): void {
    this.reader.clear()
    this.slots.clear()
    this.ends.clear()
    this.parts.clear()
    this.candidates = 0
    if (this.#turn === 0x7fffffff) {
      this.#turn = 0
      this.#tried.fill(0)
    }
    this.#turn++
  }

  /** Tries the queries of every leaf that the text holds. */
  match(document: Document, places: Places, forms: Forms, withParts: boolean): void {
    this.reader.readKeys(document)
    this.worker.begin(document, places, forms)
    const { leaves, leafCount } = this.reader
    const { code, shapes, starts } = this.segment
    for (let i = 0; i < leafCount; i++) {
      const leaf = leaves[i] ?? 0
      const end = starts[leaf + 1] ?? 0
      for (let at = starts[leaf] ?? 0; at < end;) {
        const shape = (code[at] ?? 0) * SHAPE_SIZE
        const count = code[at + 1] ?? 0
        const from = at + 2
        at = from + count * (shapes[shape + SHAPE_STRIDE] ?? 0)
        this.candidates += count
        if (shapes[shape + SHAPE_EXACT] === 1) this.#tryExact(leaf, shape, from, at, withParts)
        else this.#tryNodes(shape, from, at, withParts)
      }
    }
  }

  #tryExact(leaf: number, shape: number, from: number, to: number, withParts: boolean): void {
    const { code, shapes } = this.segment
    const { present } = this.reader
    const { dead } = this
    const stride = shapes[shape + SHAPE_STRIDE] ?? 1
    const clauses = shapes[shape + SHAPE_CLAUSES] ?? 0
    const absent = (shapes[shape + SHAPE_EXCLUDED] ?? 0) + (shapes[shape + SHAPE_EARLIER] ?? 0)
    // Room for the case that all match, made once, so that the loop only writes.
    this.slots.reserve(this.slots.length + (to - from) / stride)
    this.ends.reserve(this.slots.length + (to - from) / stride)
    if (withParts) this.parts.reserve(this.parts.length + to - from)
    const slots = this.slots.numbers
    const ends = this.ends.numbers
    const parts = this.parts.numbers
    let slotCount = this.slots.length
    let partCount = this.parts.length
    entries: for (let at = from; at < to; at += stride) {
      let next = at + 1
      for (let c = 0; c < clauses; c++) {
        const end = next + (shapes[shape + SHAPE_SIZES + c] ?? 0)
        let any = 0
        for (; next < end; next++) any |= present[code[next] ?? 0] ?? 0
        if (any === 0) continue entries
      }
      const positive = next
      let any = 0
      for (const end = next + absent; next < end; next++) any |= present[code[next] ?? 0] ?? 0
      if (any !== 0) continue
      const slot = code[at] ?? 0
      if (dead !== null && dead[slot] === 1) continue
      slots[slotCount] = slot
      if (withParts) {
        parts[partCount++] = leaf
        // Written in any case, counted only when present: cheaper than a branch that is guessed wrong half the time.
        for (let p = at + 1; p < positive; p++) {
          const part = code[p] ?? 0
          parts[partCount] = part
          partCount += present[part] ?? 0
        }
        for (const end = at + stride; next < end; next++) {
          const part = code[next] ?? 0
          parts[partCount] = part
          partCount += present[part] ?? 0
        }
        ends[slotCount] = partCount
      }
      slotCount++
    }
    this.slots.length = slotCount
    this.ends.length = slotCount
    this.parts.length = partCount
  }

  /** Pairs of offsets of a match, into `target`; see `Matches.copySpans`. */
  copySpans(match: number, forms: Forms, target: Int32Array): number {
    const { starts, ends } = forms
    const { reader, worker, parts } = this
    const limit = target.length - 1
    let count = 0
    const to = this.ends.numbers[match] ?? 0
    for (let p = match === 0 ? 0 : (this.ends.numbers[match - 1] ?? 0); p < to; p++) {
      const part = parts.numbers[p] ?? 0
      if (part >= 0) {
        const { first, last, next } = reader
        for (let at = reader.ends[part * 2] ?? -1; at >= 0; at = next[at] ?? -1) {
          if (count < limit) {
            target[count] = starts[first[at] ?? 0] ?? 0
            target[count + 1] = ends[last[at] ?? 0] ?? 0
          }
          count += 2
        }
        continue
      }
      const from = worker.locate(part)
      const end = worker.endOf(part)
      const { first, last } = worker.stretches
      for (let i = from; i < end; i++) {
        if (count < limit) {
          target[count] = starts[first[i] ?? 0] ?? 0
          target[count + 1] = ends[last[i] ?? 0] ?? 0
        }
        count += 2
      }
    }
    return count / 2
  }

  #tryNodes(shape: number, from: number, to: number, withParts: boolean): void {
    const { code, shapes } = this.segment
    const { present } = this.reader
    const { dead, slots, ends, parts, worker } = this
    const tried = this.#tried
    const turn = this.#turn
    const stride = shapes[shape + SHAPE_STRIDE] ?? 1
    const clauses = shapes[shape + SHAPE_CLAUSES] ?? 0
    const absent = shapes[shape + SHAPE_EARLIER] ?? 0
    const marked = shapes[shape + SHAPE_MARKED] === 1
    entries: for (let at = from; at < to; at += stride) {
      let next = at + 2
      for (let c = 0; c < clauses; c++) {
        let any = 0
        for (const end = next + (shapes[shape + SHAPE_SIZES + c] ?? 0); next < end; next++)
          any |= present[code[next] ?? 0] ?? 0
        if (any === 0) continue entries
      }
      let any = 0
      for (const end = next + absent; next < end; next++) any |= present[code[next] ?? 0] ?? 0
      if (any !== 0) continue
      const slot = code[at] ?? 0
      if (marked) {
        if (tried[slot] === turn) continue
        tried[slot] = turn
      }
      if (dead !== null && dead[slot] === 1) continue
      const root = code[at + 1] ?? 0
      if (!worker.holds(root)) continue
      slots.push(slot)
      if (withParts) worker.collect(root, parts)
      ends.push(parts.length)
    }
  }
}

/** Reads a document once for all segments, and notes in `places` where its text fields stand. */
export function readDocument(document: Document, forms: Forms, runs: readonly Run[], places: Places): void {
  forms.clear()
  places.count = 0
  for (let r = 0; r < runs.length; r++) runs[r]?.begin()
  let room: number = limits.textLength
  for (let f = 0; f < textFields.length; f++) {
    const field = textFields[f] ?? 'text'
    const whole = document[field]
    if (whole === undefined || whole === '' || room === 0) continue
    const text = whole.length > room ? whole.slice(0, room) : whole
    room -= text.length
    const from = forms.count
    places.add(field, text, forms.positions)
    scan(forms, text)
    for (let r = 0; r < runs.length; r++) runs[r]?.reader.readForms(forms, from, f)
  }
}
