import type { Document } from '../document/document.ts'
import type { Prepared } from '../language/prepare.ts'
import { Forms, lookalikeFolding, plainFolding } from '../text/forms.ts'
import type { Folding } from '../text/forms.ts'
import { Matches } from './matches.ts'
import { Run, readDocument } from './run.ts'
import { compile } from './segment.ts'
import type { QueryId, Segment } from './segment.ts'
import { QUERIES_A_TURN, atOnce, inSlices } from './turns.ts'
import type { InTurns } from './turns.ts'
import { bury, live } from './version.ts'
import type { Fresh, Version } from './version.ts'
import { guessedFrequencies } from './weights.ts'
import type { Frequencies } from './weights.ts'

export interface MatcherOptions {
  /** How often words are met in the stream; guessed when not measured. */
  frequencies?: Frequencies
  /** Fold look-alike letters, for moderation: `раypal` is found by `paypal`. */
  lookalikes?: boolean
}

/** Queries to add or replace, and to take away. One that is in both is put. */
export interface Change {
  put?: Iterable<readonly [QueryId, Prepared]>
  remove?: Iterable<QueryId>
}

/** Runs compiled anew as one, a little at a time. */
interface Merge {
  of: ReadonlySet<Run<Version>>
  work: InTurns<Segment<Version>>
}

/** Runs of fewer queries than this are merged when they change, larger ones little by little. */
const SMALL = 256
/** A run is merged with those after it when it is at most so many times their size. */
const RATIO = 3
/** Turns of merging that a change pays for, and for how many of its queries it pays one more. */
const TURNS = 4
const QUERIES_FOR_A_TURN = 4

/**
 * Thousands of queries against one document at a time. A matcher is one stream's: its tables are reused from document
 * to document, so the answer of `match` is good until the next call.
 *
 * Changes are compiled alone, as a small run beside the large ones, and runs are merged as they grow in number, much as
 * a log-structured store does. Whatever takes long is done in slices between which documents can be matched; each
 * version of a query is in exactly one run that is asked, before and after.
 */
export class Matcher {
  readonly #queries = new Map<QueryId, Version>()
  readonly #forms: Forms
  readonly #folding: Folding
  #frequencies: Frequencies
  #runs: readonly Run<Version>[] = []
  #matches: Matches
  #merge: Merge | null = null
  /** For each change under way in slices, the oldest first, what was changed since it began. */
  #running: Set<QueryId>[] = []

  constructor(queries: Iterable<readonly [QueryId, Prepared]> = [], options: MatcherOptions = {}) {
    this.#folding = options.lookalikes === true ? lookalikeFolding : plainFolding
    this.#frequencies = options.frequencies ?? guessedFrequencies
    this.#forms = new Forms(this.#folding)
    this.#matches = new Matches([], this.#forms)
    this.change({ put: queries })
  }

  get size(): number {
    return this.#queries.size
  }

  /** How many compiled parts a document is matched against, one after the other: few. */
  get runs(): number {
    return this.#runs.length
  }

  /**
   * Adds, replaces and removes queries, all at once: a document is matched by the queries before the change or by
   * those after it. Takes as long as compiling what is put; for thousands of queries see `changeInSlices`.
   */
  change(change: Change): void {
    const fresh = atOnce(this.#read(change))
    this.#install(atOnce(this.#compile(fresh.put)), fresh, new Set())
    this.#mergeSmall()
    this.#continueMerging(TURNS + fresh.put.length / QUERIES_FOR_A_TURN)
  }

  /**
   * The same for many queries, read and compiled in slices of a few milliseconds; documents may be matched between them.
   * All of it takes effect at once, before the promise is fulfilled. What was changed meanwhile is newer, and stays.
   */
  async changeInSlices(change: Change): Promise<void> {
    const overtaken = new Set<QueryId>()
    this.#running.push(overtaken)
    try {
      const fresh = await inSlices(this.#read(change))
      this.#install(await inSlices(this.#compile(fresh.put)), fresh, overtaken)
    } finally {
      this.#running = this.#running.filter((one) => one !== overtaken)
    }
    await this.settle()
  }

  /** Does in slices what changes have left to do; without it, the following changes do it bit by bit. */
  async settle(): Promise<void> {
    for (let merge = this.#nextMerge(); merge !== null; merge = this.#nextMerge()) await inSlices(this.#untilEnd(merge))
  }

  /** Compiles everything anew, in slices, with what has been learnt of the stream. */
  async rebuild(frequencies: Frequencies = this.#frequencies): Promise<void> {
    this.#frequencies = frequencies
    this.#merge = this.#mergeOf(this.#runs)
    await inSlices(this.#untilEnd(this.#merge))
  }

  /**
   * The queries that match a document. With `spans: false` only their ids are worked out, which is faster. The answer
   * is good until the next call.
   */
  match(document: Document, { spans = true }: { spans?: boolean } = {}): Matches {
    const matches = this.#matches
    const runs = this.#runs
    readDocument(document, this.#forms, runs, matches.places)
    for (let r = 0; r < runs.length; r++) runs[r]?.match(document, matches.places, this.#forms, spans)
    return matches
  }

  #compile(entries: Iterable<Version>): InTurns<Segment<Version>> {
    return compile(entries, this.#folding, this.#frequencies)
  }

  *#read({ put = [], remove = [] }: Change): InTurns<Fresh> {
    const fresh = new Map<QueryId, Version>()
    for (const [id, { root }] of put) {
      if (fresh.size % QUERIES_A_TURN === 0) yield
      fresh.set(id, { id, root, run: null, slot: 0 })
    }
    return { put: [...fresh.values()], ids: new Set([...remove, ...fresh.keys()]) }
  }

  /** From here to the end nothing stops: whoever matches sees all of a change or nothing. */
  #install(segment: Segment<Version>, { ids }: Fresh, overtaken: Set<QueryId>): void {
    const run = new Run(segment)
    // All of them when this change is not among them.
    const older = this.#running.slice(0, this.#running.indexOf(overtaken) >>> 0)
    for (const id of ids) {
      if (overtaken.has(id)) {
        ids.delete(id)
        continue
      }
      for (const one of older) one.add(id)
      const old = this.#queries.get(id)
      if (old === undefined) continue
      bury(old)
      this.#queries.delete(id)
    }
    for (const [slot, version] of segment.entries.entries()) {
      version.run = run
      version.slot = slot
      if (ids.has(version.id)) this.#queries.set(version.id, version)
      else bury(version)
    }
    this.#use([...this.#runs, run])
  }

  #use(runs: readonly Run<Version>[]): void {
    this.#runs = runs.filter((run) => live(run) > 0).toSorted((a, b) => live(b) - live(a))
    this.#matches = new Matches(this.#runs, this.#forms)
  }

  #mergeSmall(): void {
    for (;;) {
      const [a, b] = this.#runs.filter((run) => this.#merge?.of.has(run) !== true).slice(-2)
      if (a === undefined || b === undefined || live(a) > RATIO * live(b) || live(a) + live(b) > SMALL) return
      const merge = this.#mergeOf([a, b])
      this.#replace(merge.of, atOnce(merge.work))
    }
  }

  #mergeOf(runs: readonly Run<Version>[]): Merge {
    return { of: new Set(runs), work: this.#compile(runs.flatMap(({ segment }) => segment.entries)) }
  }

  /** The merge that is under way, or the next one that is worth it. */
  #nextMerge(): Merge | null {
    if (this.#merge !== null) return this.#merge
    let after = 0
    let from = this.#runs.length
    for (let r = from - 1; r >= 0; r--) {
      const run = this.#runs[r]
      if (run === undefined) continue
      const all = after + live(run)
      if (all > SMALL && ((after > 0 && live(run) <= RATIO * after) || run.deadCount > live(run))) from = r
      after += live(run)
    }
    const runs = this.#runs.slice(from)
    if (runs.length > 0) this.#merge = this.#mergeOf(runs)
    return this.#merge
  }

  #continueMerging(turns: number): void {
    for (let turn = 0; turn < turns; turn++) {
      const merge = this.#nextMerge()
      if (merge === null) return
      this.#step(merge)
    }
  }

  /** The rest of a merge, which changes may bring forward and a rebuild may take over. */
  *#untilEnd(merge: Merge): InTurns<void> {
    while (this.#merge === merge) {
      this.#step(merge)
      yield
    }
  }

  #step({ of, work }: Merge): void {
    const { done, value } = work.next()
    if (done !== true) return
    this.#merge = null
    this.#replace(of, value)
  }

  #replace(old: ReadonlySet<Run<Version>>, segment: Segment<Version>): void {
    const run = new Run(segment)
    for (const [slot, version] of segment.entries.entries()) {
      if (version.run === null) run.bury(slot)
      else {
        version.run = run
        version.slot = slot
      }
    }
    this.#use([...this.#runs.filter((one) => !old.has(one)), run])
  }
}
