import { attributeHolds, compareHolds } from '../document/attributes.ts'
import type { Document } from '../document/document.ts'
import { rawStartsAt } from '../text/exact.ts'
import type { Forms } from '../text/forms.ts'
import type { Ref } from './nodes.ts'
import { Places } from './places.ts'
import type { Reader } from './reader.ts'
import { Stretches } from './spans.ts'

const UNKNOWN = 0
const NO = 1
const YES = 2

export type Worker = ReturnType<typeof workerOf>

/** Works out composite nodes for one text, each at most once, whichever queries share it. */
export function workerOf(reader: Reader) {
  const stretches = new Stretches()
  const { composites, leafCount } = reader.segment
  const size = composites.length + leafCount
  const answers = new Uint8Array(composites.length)
  /** Ranges of stretches: composites first, then leaves; -1 where not worked out yet. */
  const starts = new Int32Array(size).fill(-1)
  const ends = new Int32Array(size)
  const touched: number[] = []
  const ranged: number[] = []
  let document: Document = {}
  let places = new Places()
  let forms: Forms | null = null

  function begin(nextDocument: Document, nextPlaces: Places, nextForms: Forms): void {
    document = nextDocument
    places = nextPlaces
    forms = nextForms
    for (let i = 0; i < touched.length; i++) answers[touched[i] ?? 0] = UNKNOWN
    for (let i = 0; i < ranged.length; i++) starts[ranged[i] ?? 0] = -1
    touched.length = 0
    ranged.length = 0
    stretches.clear()
  }

  function holds(ref: Ref): boolean {
    if (ref >= 0) return reader.present[ref] === 1
    const known = answers[~ref] ?? UNKNOWN
    if (known !== UNKNOWN) return known === YES
    const answer = decide(ref)
    answers[~ref] = answer ? YES : NO
    touched.push(~ref)
    return answer
  }

  function decide(ref: Ref): boolean {
    const node = composites[~ref]
    if (node === undefined) return false
    switch (node.kind) {
      case 'and':
        for (const part of node.parts) if (!holds(part)) return false
        return true
      case 'or':
        for (const part of node.parts) if (holds(part)) return true
        return false
      case 'not':
        return !holds(node.part)
      case 'asked':
        return node.node.kind === 'compare' ? compareHolds(node.node, document) : attributeHolds(node.node, document)
      case 'near':
      case 'sequence':
      case 'window':
      case 'raw':
        return locate(ref) < endOf(ref)
    }
  }

  /** Where the stretches of a node begin; `endOf` says where they end. Worked out the first time. */
  function locate(ref: Ref): number {
    const place = placeOf(ref)
    const known = starts[place] ?? -1
    if (known >= 0) return known
    const start = ref >= 0 ? occurrences(ref) : find(ref)
    ranged.push(place)
    starts[place] = start
    ends[place] = stretches.used
    return start
  }

  function endOf(ref: Ref): number {
    return ends[placeOf(ref)] ?? 0
  }

  function placeOf(ref: Ref): number {
    return ref >= 0 ? composites.length + ref : ~ref
  }

  function occurrences(leaf: number): number {
    const { present, ends, next, first, last } = reader
    const from = stretches.used
    if (present[leaf] !== 1) return from
    for (let at = ends[leaf * 2] ?? -1; at >= 0; at = next[at] ?? -1) stretches.add(first[at] ?? 0, last[at] ?? 0)
    return from
  }

  /** The stretches found are the last ones added: whatever they were made from was located before. */
  function find(ref: Ref): number {
    const node = composites[~ref]
    switch (node?.kind) {
      case 'near': {
        const [left, right] = node.parts
        const [a, aEnd] = [locate(left), endOf(left)]
        if (a === aEnd) return stretches.used
        const [b, bEnd] = [locate(right), endOf(right)]
        return stretches.near(a, aEnd, b, bEnd, node.words, node.ordered)
      }
      case 'sequence':
        return sequence(node.parts)
      case 'window': {
        const starts = node.parts.map((part) => locate(part))
        const ends = node.parts.map((part) => endOf(part))
        return stretches.window(starts, ends, node.times, node.total, node.words)
      }
      case 'or': {
        for (const part of node.parts) locate(part)
        const from = stretches.used
        for (const part of node.parts) {
          const end = endOf(part)
          for (let i = locate(part); i < end; i++) stretches.add(stretches.first[i] ?? 0, stretches.last[i] ?? 0)
        }
        return stretches.shortest(from)
      }
      case 'raw':
        return exactly(node.part, node.text, node.lead)
      case 'and':
      case 'not':
      case 'asked':
      case undefined:
        return stretches.used
    }
  }

  function sequence(parts: readonly Ref[]): number {
    for (const part of parts) if (part >= 0 && reader.present[part] !== 1) return stretches.used
    const first = parts[0] ?? 0
    let [from, end] = [locate(first), endOf(first)]
    for (let i = 1; i < parts.length && from < end; i++) {
      const part = parts[i] ?? 0
      const [next, nextEnd] = [locate(part), endOf(part)]
      from = stretches.follow(from, end, next, nextEnd, 0)
      end = stretches.used
    }
    return from < end ? from : stretches.used
  }

  function exactly(part: Ref, raw: string, lead: number): number {
    const [start, end] = [locate(part), endOf(part)]
    const from = stretches.used
    for (let i = start; i < end; i++) {
      const first = stretches.first[i] ?? 0
      const place = places.at(first)
      if (place === undefined || !rawStartsAt(place.text, forms?.starts[first] ?? 0, raw, lead)) continue
      stretches.add(first, stretches.last[i] ?? 0)
    }
    return from
  }

  /** Adds the nodes that made a query match: of AND all, of OR those that hold, of NOT none. */
  function collect(ref: Ref, parts: { push: (part: number) => void }): void {
    const node = ref < 0 ? composites[~ref] : undefined
    if (node?.kind === 'and' || node?.kind === 'or') {
      for (const part of node.parts) if (holds(part)) collect(part, parts)
    } else if (node?.kind !== 'not' && node?.kind !== 'asked') parts.push(ref)
  }

  return { stretches, begin, holds, locate, endOf, collect }
}
