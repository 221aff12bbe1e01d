import type { Document } from '../document/document.ts'
import { textsOf } from '../document/document.ts'
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
import { Row } from './matches.ts'
import { Reader } from './reader.ts'
import type { Segment } from './segment.ts'
import { Worker } from './worker.ts'
import type { FieldPlace } from './worker.ts'

/**
 * One segment at work: the tables that a text fills and the next one clears. Nothing here is allocated while matching
 * but where a text is larger than all before it.
 */
export class Run {
  readonly segment: Segment
  readonly reader: Reader
  readonly worker: Worker
  /** Slots of the queries that matched, and where each one's parts end in `parts`. */
  readonly slots = new Row()
  readonly ends = new Row()
  /** Leaves and nodes that matched, query after query; each stands for its places in the text. */
  readonly parts = new Row()
  candidates = 0
  /** Slots that are to be passed over: removed or replaced since the segment was compiled. */
  dead: Uint8Array | null = null
  private readonly tried: Int32Array
  private turn = 0

  constructor(segment: Segment) {
    this.segment = segment
    this.reader = new Reader(segment)
    this.worker = new Worker(this.reader)
    this.tried = new Int32Array(segment.ids.length)
  }

  /** The same segment for the next state of the matcher, with other slots passed over. */
  without(dead: Uint8Array | null): Run {
    const run = new Run(this.segment)
    run.dead = dead
    return run
  }

  begin(): void {
    this.reader.clear()
    this.slots.clear()
    this.ends.clear()
    this.parts.clear()
    this.candidates = 0
    if (this.turn === 0x7fffffff) {
      this.turn = 0
      this.tried.fill(0)
    }
    this.turn++
  }

  /** Tries the queries of every leaf that the text holds. */
  match(document: Document, places: readonly FieldPlace[], forms: Forms, withParts: boolean): void {
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
        if (shapes[shape + SHAPE_EXACT] === 1) this.tryExact(leaf, shape, from, at, withParts)
        else this.tryNodes(shape, from, at, withParts)
      }
    }
  }

  private tryExact(leaf: number, shape: number, from: number, to: number, withParts: boolean): void {
    const { code, shapes } = this.segment
    const { present } = this.reader
    const { dead, slots, ends, parts } = this
    const stride = shapes[shape + SHAPE_STRIDE] ?? 1
    const clauses = shapes[shape + SHAPE_CLAUSES] ?? 0
    const absent = (shapes[shape + SHAPE_EXCLUDED] ?? 0) + (shapes[shape + SHAPE_EARLIER] ?? 0)
    entries: for (let at = from; at < to; at += stride) {
      let next = at + 1
      for (let c = 0; c < clauses; c++) {
        let any = 0
        for (const end = next + (shapes[shape + SHAPE_SIZES + c] ?? 0); next < end; next++)
          any |= present[code[next] ?? 0] ?? 0
        if (any === 0) continue entries
      }
      const positive = next
      let any = 0
      for (const end = next + absent; next < end; next++) any |= present[code[next] ?? 0] ?? 0
      if (any !== 0) continue
      const slot = code[at] ?? 0
      if (dead !== null && dead[slot] === 1) continue
      slots.push(slot)
      if (!withParts) continue
      parts.push(leaf)
      for (let p = at + 1; p < positive; p++) if (present[code[p] ?? 0] === 1) parts.push(code[p] ?? 0)
      for (const end = at + stride; next < end; next++) if (present[code[next] ?? 0] === 1) parts.push(code[next] ?? 0)
      ends.push(parts.length)
    }
  }

  private tryNodes(shape: number, from: number, to: number, withParts: boolean): void {
    const { code, shapes } = this.segment
    const { present } = this.reader
    const { dead, slots, ends, parts, tried, turn, worker } = this
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
      if (!withParts) continue
      worker.collect(root, parts)
      ends.push(parts.length)
    }
  }
}

/** Reads a document once for all segments. Returns where its text fields stand. */
export function readDocument(document: Document, forms: Forms, runs: readonly Run[], places: FieldPlace[]): void {
  forms.clear()
  places.length = 0
  for (const run of runs) run.begin()
  for (const { field, text } of textsOf(document)) {
    const from = forms.count
    const shift = forms.positions
    scan(forms, text)
    places.push({ field, text, from: shift === 0 ? 0 : shift })
    for (const run of runs) run.reader.readForms(forms, from, field)
  }
}
