import type { TextField } from '../language/ast.ts'

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
}
