import type { Needs } from './clauses.ts'
import type { Ref } from './nodes.ts'
import { Row } from './row.ts'
import { THINGS_A_TURN } from './turns.ts'
import type { InTurns } from './turns.ts'

/*
 * Postings. For every leaf, the queries to try when a text holds it, in one row of numbers read from left to right:
 *
 *   run of entries of one shape:  shape, count, entry, entry, ...
 *   entry:  slot [root] clause leaves..., excluded leaves..., earlier anchors..., later anchors...
 *
 * An entry holds all that is needed to decide, so that trying a query touches no other memory. A query found by any of
 * several anchors has an entry under each: "earlier anchors" are those under which it was already tried for this text.
 * Entries of one shape stand together, so that the processor guesses its branches right. Sorting by shape instead of
 * storing a header with each entry took a fifth off both size and time.
 */

export const SHAPE_SIZE = 10
export const SHAPE_STRIDE = 0
export const SHAPE_EXACT = 1
/** The anchors are too many to list in each entry: a mark on the slot says that it was tried. */
export const SHAPE_MARKED = 2
/** The next number is that of the later anchors. */
export const SHAPE_EARLIER = 3
export const SHAPE_EXCLUDED = 5
export const SHAPE_CLAUSES = 6
/** Then the sizes of up to three clauses. */
export const SHAPE_SIZES = 7

const MOST_ANCHORS_LISTED = 8

export interface Layout {
  code: Int32Array
  shapes: Int32Array
  /** Where each leaf's postings begin; its end is where the next leaf's begin. */
  starts: Int32Array
}

export class LayoutBuilder {
  readonly #shapeNumbers = new Map<string, number>()
  readonly #shapes = new Row()
  readonly #data = new Row()
  /** Leaf, shape, place in `data`. */
  readonly #entries = new Row()
  /** Final numbers of leaves: what queries need is said in the first ones. */
  readonly #leaves: Int32Array

  constructor(leaves: Int32Array) {
    this.#leaves = leaves
  }

  add(slot: number, root: Ref, { clauses, excluded, exact }: Needs): void {
    const [anchors = [], ...filters] = clauses
    const marked = anchors.length > MOST_ANCHORS_LISTED
    for (const [i, anchor] of anchors.entries()) {
      const earlier = marked ? [] : anchors.slice(0, i)
      const later = marked || !exact ? [] : anchors.slice(i + 1)
      const shape = this.#shape(exact, marked, earlier.length, later.length, excluded.length, filters)
      this.#entries.push(this.#leaves[anchor] ?? 0)
      this.#entries.push(shape)
      this.#entries.push(this.#data.length)
      this.#data.push(slot)
      if (!exact) this.#data.push(root)
      for (const leaves of [...filters, excluded, earlier, later])
        for (const leaf of leaves) this.#data.push(this.#leaves[leaf] ?? 0)
    }
  }

  #shape(exact: boolean, marked: boolean, earlier: number, later: number, excluded: number, filters: number[][]) {
    const sizes = filters.map(({ length }) => length)
    const key = [exact, marked, earlier, later, excluded, ...sizes].join()
    const known = this.#shapeNumbers.get(key)
    if (known !== undefined) return known
    const number = this.#shapeNumbers.size
    this.#shapeNumbers.set(key, number)
    const stride = 1 + (exact ? 0 : 1) + earlier + later + excluded + sizes.reduce((sum, size) => sum + size, 0)
    const row = [stride, Number(exact), Number(marked), earlier, later, excluded, sizes.length]
    for (let i = 0; i < SHAPE_SIZE; i++) this.#shapes.push(row[i] ?? sizes[i - SHAPE_SIZES] ?? 0)
    return number
  }

  *build(leaves: number): InTurns<Layout> {
    const { numbers: entries, length } = this.#entries
    const byShape = yield* this.#sorted(1, this.#shapeNumbers.size)
    const order = yield* this.#sorted(0, leaves, byShape)
    const code = new Row()
    const starts = new Int32Array(leaves + 1)
    let [leaf, shape, counter] = [-1, -1, 0]
    for (let n = 0; n < length / 3; n++) {
      if (n % THINGS_A_TURN === 0) yield
      const i = order[n] ?? 0
      const [nextLeaf, nextShape, from] = [entries[i * 3] ?? 0, entries[i * 3 + 1] ?? 0, entries[i * 3 + 2] ?? 0]
      while (leaf < nextLeaf) {
        starts[++leaf] = code.length
        shape = -1
      }
      if (shape !== nextShape) {
        shape = nextShape
        code.push(shape)
        counter = code.length
        code.push(0)
      }
      code.numbers[counter] = (code.numbers[counter] ?? 0) + 1
      const stride = this.#shapes.numbers[shape * SHAPE_SIZE] ?? 0
      for (let at = from; at < from + stride; at++) code.push(this.#data.numbers[at] ?? 0)
    }
    while (leaf < leaves) starts[++leaf] = code.length
    return {
      code: code.numbers.slice(0, code.length),
      shapes: this.#shapes.numbers.slice(0, this.#shapes.length),
      starts,
    }
  }

  /** Entries by one of their columns, those that are equal in the order in which they come. */
  *#sorted(column: number, values: number, given?: Int32Array): InTurns<Int32Array> {
    const { numbers: entries, length } = this.#entries
    const count = length / 3
    const places = new Int32Array(values + 1)
    for (let i = 0; i < count; i++) {
      const value = (entries[i * 3 + column] ?? 0) + 1
      places[value] = (places[value] ?? 0) + 1
    }
    for (let i = 1; i <= values; i++) places[i] = (places[i] ?? 0) + (places[i - 1] ?? 0)
    const order = new Int32Array(count)
    for (let n = 0; n < count; n++) {
      if (n % THINGS_A_TURN === 0) yield
      const i = given?.[n] ?? n
      const value = entries[i * 3 + column] ?? 0
      const place = places[value] ?? 0
      order[place] = i
      places[value] = place + 1
    }
    return order
  }
}
