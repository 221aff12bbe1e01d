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

/** Collects the entries of queries; `leaves` are the final numbers of what they need, of which there are `leafCount`. */
export function layoutOf(leaves: Int32Array, leafCount: number) {
  const shapeNumbers = new Map<string, number>()
  const shapes = new Row()
  const data = new Row()
  /** Leaf, shape, place in `data`. */
  const entries = new Row()
  const entry = (i: number, column: number) => entries.numbers[i * 3 + column] ?? 0

  const shapeOf = (facts: readonly number[], sizes: readonly number[]) => {
    const key = [facts, sizes].join()
    let number = shapeNumbers.get(key)
    if (number === undefined) {
      number = shapeNumbers.size
      shapeNumbers.set(key, number)
      const row = [...facts, sizes.length, ...sizes]
      for (let i = 0; i < SHAPE_SIZE; i++) shapes.push(row[i] ?? 0)
    }
    return number
  }

  const add = (slot: number, root: Ref, { clauses, excluded, exact }: Needs) => {
    const [anchors = [], ...filters] = clauses
    const marked = anchors.length > MOST_ANCHORS_LISTED
    for (const [i, anchor] of anchors.entries()) {
      const earlier = marked ? [] : anchors.slice(0, i)
      const later = marked || !exact ? [] : anchors.slice(i + 1)
      const row = [slot, ...(exact ? [] : [root])]
      for (const needed of [...filters, excluded, earlier, later])
        for (const leaf of needed) row.push(leaves[leaf] ?? 0)
      const facts = [row.length, Number(exact), Number(marked), earlier.length, later.length, excluded.length]
      entries.push(leaves[anchor] ?? 0)
      entries.push(
        shapeOf(
          facts,
          filters.map(({ length }) => length),
        ),
      )
      entries.push(data.length)
      for (const number of row) data.push(number)
    }
  }

  /** Entries by one of their columns, those that are equal in the order in which they come. */
  function* sorted(column: number, values: number, given?: Int32Array): InTurns<Int32Array> {
    const count = entries.length / 3
    const places = new Int32Array(values + 1)
    for (let i = 0; i < count; i++) places[entry(i, column) + 1] = (places[entry(i, column) + 1] ?? 0) + 1
    for (let i = 1; i <= values; i++) places[i] = (places[i] ?? 0) + (places[i - 1] ?? 0)
    const order = new Int32Array(count)
    for (let n = 0; n < count; n++) {
      if (n % THINGS_A_TURN === 0) yield
      const i = given?.[n] ?? n
      const value = entry(i, column)
      const place = places[value] ?? 0
      order[place] = i
      places[value] = place + 1
    }
    return order
  }

  function* build(): InTurns<Layout> {
    const order = yield* sorted(0, leafCount, yield* sorted(1, shapeNumbers.size))
    const code = new Row()
    const starts = new Int32Array(leafCount + 1)
    let [leaf, shape, counter] = [-1, -1, 0]
    for (const [n, i] of order.entries()) {
      if (n % THINGS_A_TURN === 0) yield
      while (leaf < entry(i, 0)) {
        starts[++leaf] = code.length
        shape = -1
      }
      if (shape !== entry(i, 1)) {
        shape = entry(i, 1)
        code.push(shape)
        counter = code.length
        code.push(0)
      }
      code.numbers[counter] = (code.numbers[counter] ?? 0) + 1
      const from = entry(i, 2)
      const stride = shapes.numbers[shape * SHAPE_SIZE] ?? 0
      for (let at = from; at < from + stride; at++) code.push(data.numbers[at] ?? 0)
    }
    while (leaf < leafCount) starts[++leaf] = code.length
    const exactly = ({ numbers, length }: Row) => numbers.slice(0, length)
    return { code: exactly(code), shapes: exactly(shapes), starts }
  }

  return { add, build }
}
