import type { Forms } from '../text/forms.ts'
import { Places } from './places.ts'
import type { MatchSpan } from './places.ts'
import type { Run } from './run.ts'
import type { QueryId } from './segment.ts'

/** The queries that matched one document, by number from 0 to `count`, in no particular order. */
export class Matches {
  readonly places = new Places()
  readonly #runs: readonly Run[]
  readonly #forms: Forms
  #at = 0

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
    const { segment, slots } = this.#find(match)
    return segment.entries[slots.numbers[this.#at] ?? 0]?.id ?? ''
  }

  ids(): QueryId[] {
    return Array.from({ length: this.count }, (_, match) => this.id(match))
  }

  /**
   * Writes where a query matched into `target`, as pairs of UTF-16 offsets, each in its own text field (`spans` says in
   * which), without allocating; returns how many pairs there are, even when not all had room.
   */
  copySpans(match: number, target: Int32Array): number {
    return this.#find(match).copySpans(this.#at, this.#forms, target)
  }

  /** Where a query matched: every word, phrase and NEAR of it that was found, in the order of the text. */
  spans(match: number): MatchSpan[] {
    const { parts, ends, worker } = this.#find(match)
    const found = new Map<string, MatchSpan>()
    const to = ends.numbers[this.#at] ?? 0
    for (let p = this.#at === 0 ? 0 : (ends.numbers[this.#at - 1] ?? 0); p < to; p++) {
      for (const span of this.places.spans(parts.numbers[p] ?? 0, worker, this.#forms))
        found.set(`${span.field},${span.start},${span.end}`, span)
    }
    return [...found.values()].toSorted((a, b) => a.field.localeCompare(b.field) || a.start - b.start || a.end - b.end)
  }

  /** The run that a match belongs to; `#at` is its number there. */
  #find(match: number): Run {
    this.#at = match
    for (const run of this.#runs) {
      if (this.#at < run.slots.length) return run
      this.#at -= run.slots.length
    }
    throw new RangeError(`No match ${match}`)
  }
}
