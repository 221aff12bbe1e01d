import type { Document } from '../document/document.ts'
import type { Span, TextField } from '../language/ast.ts'
import type { Prepared } from '../language/prepare.ts'
import { Forms, lookalikeFolding, plainFolding } from '../text/forms.ts'
import type { Folding } from '../text/forms.ts'
import { Places } from './places.ts'
import { Run, readDocument } from './run.ts'
import { compileSegment } from './segment.ts'
import type { QueryId } from './segment.ts'
import { guessedFrequencies } from './weights.ts'
import type { Frequencies } from './weights.ts'

export interface MatcherOptions {
  /** How often words are met in the stream; guessed when not measured. */
  frequencies?: Frequencies
  /** Fold look-alike letters, for moderation: `раypal` is found by `paypal`. */
  lookalikes?: boolean
}

export type MatchSpan = Span & { field: TextField }

/** Queries to add or replace, and to take away. */
export interface Change {
  put?: Iterable<readonly [QueryId, Prepared]>
  remove?: Iterable<QueryId>
}

interface State {
  /** The large segment, and the changes since it was compiled. */
  runs: readonly Run[]
  matches: Matches
}

const LEAST_REBUILD = 1000

/**
 * Thousands of queries against one document at a time. A matcher is one stream's: its tables are reused from document
 * to document, so the answer of `match` is good until the next call.
 */
export class Matcher {
  readonly #queries = new Map<QueryId, Prepared>()
  /** Changed since the large segment was compiled. */
  readonly #changed = new Map<QueryId, Prepared>()
  readonly #baseSlots = new Map<QueryId, number>()
  readonly #forms: Forms
  readonly #folding: Folding
  #frequencies: Frequencies
  #dead: Uint8Array | null = null
  #state: State

  constructor(queries: Iterable<readonly [QueryId, Prepared]> = [], options: MatcherOptions = {}) {
    this.#folding = options.lookalikes === true ? lookalikeFolding : plainFolding
    this.#frequencies = options.frequencies ?? guessedFrequencies
    this.#forms = new Forms(this.#folding)
    for (const [id, prepared] of queries) this.#queries.set(id, prepared)
    this.#state = this.#compileAll()
  }

  get size(): number {
    return this.#queries.size
  }

  /** Bytes of the compiled index. */
  get bytes(): number {
    return this.#state.runs.reduce((sum, { segment }) => sum + segment.bytes, 0)
  }

  /**
   * Adds, replaces and removes queries, all at once: a document is matched by the queries before the change or by
   * those after it. Small changes are compiled alone, beside the rest; now and then everything is compiled anew.
   */
  change({ put = [], remove = [] }: Change): void {
    let dead = this.#dead
    const bury = (id: QueryId) => {
      this.#changed.delete(id)
      const slot = this.#baseSlots.get(id)
      if (slot === undefined) return
      if (dead === this.#dead) dead = Uint8Array.from(this.#dead ?? new Uint8Array(this.#baseSlots.size))
      if (dead !== null) dead[slot] = 1
    }
    for (const id of remove) {
      this.#queries.delete(id)
      bury(id)
    }
    for (const [id, prepared] of put) {
      this.#queries.set(id, prepared)
      bury(id)
      this.#changed.set(id, prepared)
    }
    this.#dead = dead
    if (this.#changed.size > Math.max(LEAST_REBUILD, this.#baseSlots.size / 4)) this.#state = this.#compileAll()
    else this.#state = this.#withChanges()
  }

  /** Compiles everything anew, with what has been learnt of the stream. */
  rebuild(frequencies: Frequencies = this.#frequencies): void {
    this.#frequencies = frequencies
    this.#state = this.#compileAll()
  }

  /**
   * The queries that match a document. With `spans: false` only their ids are worked out, which is faster. The answer
   * is good until the next call.
   */
  match(document: Document, { spans = true }: { spans?: boolean } = {}): Matches {
    const { runs, matches } = this.#state
    readDocument(document, this.#forms, runs, matches.places)
    matches.hasSpans = spans
    for (let r = 0; r < runs.length; r++) runs[r]?.match(document, matches.places, this.#forms, spans)
    return matches
  }

  #compileAll(): State {
    const roots = [...this.#queries].map(([id, { root }]) => [id, root] as const)
    const run = new Run(compileSegment(roots, this.#folding, this.#frequencies))
    this.#baseSlots.clear()
    for (const [slot, [id]] of roots.entries()) this.#baseSlots.set(id, slot)
    this.#changed.clear()
    this.#dead = null
    return { runs: [run], matches: new Matches([run], this.#forms) }
  }

  #withChanges(): State {
    const roots = [...this.#changed].map(([id, { root }]) => [id, root] as const)
    const base = this.#state.runs[0]
    if (base === undefined) return this.#compileAll()
    const runs = [base.without(this.#dead), new Run(compileSegment(roots, this.#folding, this.#frequencies))]
    return { runs, matches: new Matches(runs, this.#forms) }
  }
}

/** The queries that matched one document, by number from 0 to `count`, in no particular order. */
export class Matches {
  hasSpans = true
  readonly places = new Places()
  readonly #runs: readonly Run[]
  readonly #forms: Forms

  constructor(runs: readonly Run[], forms: Forms) {
    this.#runs = runs
    this.#forms = forms
  }

  get count(): number {
    let count = 0
    for (const run of this.#runs) count += run.slots.length
    return count
  }

  /** Queries that were tried, matching or not. */
  get candidates(): number {
    let count = 0
    for (const run of this.#runs) count += run.candidates
    return count
  }

  id(match: number): QueryId {
    const [run, at] = this.#find(match)
    return run.segment.ids[run.slots.numbers[at] ?? 0] ?? ''
  }

  ids(): QueryId[] {
    return Array.from({ length: this.count }, (_, match) => this.id(match))
  }

  /**
   * Writes where a query matched into `target`, as pairs of UTF-16 offsets, each in its own text field (`spans` says in
   * which), without allocating; returns how many pairs there are, even when not all had room.
   */
  copySpans(match: number, target: Int32Array): number {
    let at = match
    for (const run of this.#runs) {
      const { length } = run.slots
      if (at < length) return run.copySpans(at, this.#forms, target)
      at -= length
    }
    throw new RangeError(`There is no match number ${match}`)
  }

  /** Where a query matched: every word, phrase and NEAR of it that was found, in the order of the text. */
  spans(match: number): MatchSpan[] {
    const [run, at] = this.#find(match)
    const found = new Map<string, MatchSpan>()
    const to = run.ends.numbers[at] ?? 0
    for (let p = at === 0 ? 0 : (run.ends.numbers[at - 1] ?? 0); p < to; p++) {
      const part = run.parts.numbers[p] ?? 0
      const from = run.worker.locate(part)
      for (let i = from; i < run.worker.endOf(part); i++) {
        const first = run.worker.stretches.first[i] ?? 0
        const field = this.places.at(first)?.field ?? 'text'
        const start = this.#forms.starts[first] ?? 0
        const end = this.#forms.ends[run.worker.stretches.last[i] ?? 0] ?? 0
        found.set(`${field},${start},${end}`, { field, start, end })
      }
    }
    return [...found.values()].toSorted((a, b) => a.field.localeCompare(b.field) || a.start - b.start || a.end - b.end)
  }

  #find(match: number): [Run, number] {
    let at = match
    for (const run of this.#runs) {
      if (at < run.slots.length) return [run, at]
      at -= run.slots.length
    }
    throw new RangeError(`There is no match number ${match}`)
  }
}
