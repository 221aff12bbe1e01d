import type { Span, TextField } from '../language/ast.ts'
import type { Forms } from '../text/forms.ts'
import type { Ref } from './nodes.ts'
import type { Worker } from './worker.ts'

export type MatchSpan = Span & { field: TextField }

interface Place {
  field: TextField
  text: string
  /** First position. */
  from: number
}

/** Where the text fields of a document stand in the row of positions; reused from document to document. */
export class Places {
  count = 0
  readonly #places: Place[] = []

  add(field: TextField, text: string, from: number): void {
    const place = this.#places[this.count++]
    if (place === undefined) this.#places.push({ field, text, from })
    else {
      place.field = field
      place.text = text
      place.from = from
    }
  }

  at(position: number): Place | undefined {
    for (let i = this.count - 1; i >= 0; i--) {
      const place = this.#places[i]
      if (place !== undefined && place.from <= position) return place
    }
    return undefined
  }

  /** Where a node stands in the text. */
  spans(ref: Ref, worker: Worker, { starts, ends }: Forms): MatchSpan[] {
    const spans: MatchSpan[] = []
    const from = worker.locate(ref)
    const { first, last } = worker.stretches
    for (let i = from; i < worker.endOf(ref); i++) {
      const at = first[i] ?? 0
      const field = this.at(at)?.field ?? 'text'
      spans.push({ field, start: starts[at] ?? 0, end: ends[last[i] ?? 0] ?? 0 })
    }
    return spans
  }
}
