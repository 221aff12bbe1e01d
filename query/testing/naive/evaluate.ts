import { attributeHolds, compareHolds } from '../../src/document/attributes.ts'
import type { Document } from '../../src/document/document.ts'
import { textsOf } from '../../src/document/document.ts'
import type { Node, Span, TextField } from '../../src/language/ast.ts'
import { fits, phraseLeaves, termLeaves } from '../../src/language/leaves.ts'
import type { Leaf } from '../../src/language/leaves.ts'
import { rawLead, rawStartsAt } from '../../src/text/exact.ts'
import { FIELD_GAP, plainFolding } from '../../src/text/forms.ts'
import type { Folding } from '../../src/text/forms.ts'
import { readText } from '../../src/text/words.ts'
import type { Word } from '../../src/text/words.ts'
import { near, sequence, shortest, window } from './stretches.ts'
import type { Stretch } from './stretches.ts'

/** A part of a query that matched: a word, phrase, NEAR or condition, and where, in UTF-16 offsets. */
export interface Part {
  node: Node
  spans: readonly (Span & { field: TextField })[]
}

export interface Evaluation {
  matched: boolean
  parts: Part[]
}

/**
 * The meaning of a query, written to be read, not to be fast: the matcher must give the same answer for every query
 * and text. It is not part of the package. For many queries on one document, which is read once.
 */
export function evaluatorOf(document: Document, folding: Folding = plainFolding): (root: Node) => Evaluation {
  const evaluator = new Evaluator(document, folding)
  return (root) => {
    const matched = evaluator.holds(root, null)
    return { matched, parts: matched ? evaluator.parts(root, null) : [] }
  }
}

class Evaluator {
  readonly #words: Word[] = []
  readonly #places: (Span & { field: TextField })[] = []
  readonly #texts = new Map<TextField, string>()
  readonly #document: Document
  readonly #folding: Folding

  constructor(document: Document, folding: Folding) {
    this.#document = document
    this.#folding = folding
    for (const { field, text } of textsOf(document)) {
      const shift = this.#places.length === 0 ? 0 : this.#places.length + FIELD_GAP
      const { words, starts, ends } = readText(text, folding)
      for (const word of words) this.#words.push({ ...word, first: word.first + shift, last: word.last + shift })
      for (const [i, start] of starts.entries()) this.#places[shift + i] = { field, start, end: ends[i] ?? start }
      this.#texts.set(field, text)
    }
  }

  holds(node: Node, field: TextField | null): boolean {
    switch (node.kind) {
      case 'and':
        return node.parts.every((part) => this.holds(part, field))
      case 'or':
        return node.parts.some((part) => this.holds(part, field))
      case 'not':
        return !this.holds(node.part, field)
      case 'field':
        return this.holds(node.part, node.field)
      case 'attribute':
        return attributeHolds(node, this.#document)
      case 'compare':
        return compareHolds(node, this.#document)
      case 'term':
      case 'phrase':
      case 'raw':
      case 'near':
      case 'named':
        return this.#stretches(node, field).length > 0
    }
  }

  /** Where a part stands; only parts that have a place in the text are asked. */
  #stretches(node: Node, field: TextField | null): Stretch[] {
    switch (node.kind) {
      case 'term':
        return sequence(this.#leaves(termLeaves(node.text, node.span, this.#folding), field))
      case 'phrase': {
        const leaves = phraseLeaves(node.text, node.span, this.#folding)
        const parts = this.#leaves(leaves, field)
        if (node.within === undefined || !Array.isArray(leaves)) return sequence(parts)
        return window(
          leaves.map((leaf, i) => ({ key: JSON.stringify(leaf), stretches: parts[i] ?? [] })),
          node.within,
        )
      }
      case 'raw': {
        const leaves = phraseLeaves(node.text.replace(/[*?]/g, ' '), node.span, this.#folding)
        return sequence(this.#leaves(leaves, field)).filter((stretch) => this.#isExactly(node.text, stretch))
      }
      case 'near':
        return near(
          this.#stretches(node.parts[0], field),
          this.#stretches(node.parts[1], field),
          node.words,
          node.ordered,
        )
      case 'or':
        return shortest(node.parts.flatMap((part) => this.#stretches(part, field)))
      case 'field':
        return this.#stretches(node.part, node.field)
      case 'and':
      case 'not':
      case 'attribute':
      case 'compare':
      case 'named':
        return []
    }
  }

  #leaves(leaves: Leaf[] | object, field: TextField | null): Stretch[][] {
    if (!Array.isArray(leaves)) return [[]]
    return leaves.map((leaf: Leaf) => {
      if (leaf.kind === 'pattern') return this.#find((form) => fits(form, leaf.pattern), field)
      const { form, parts } = leaf.unit
      const whole = this.#find((one) => one === form, field)
      if (parts.length === 0) return whole
      return shortest([...whole, ...sequence(parts.map((part) => this.#find((one) => one === part, field)))])
    })
  }

  #find(matches: (form: string) => boolean, field: TextField | null): Stretch[] {
    return shortest(
      this.#words.filter(
        ({ form, first }) => matches(form) && (field === null || this.#places[first]?.field === field),
      ),
    ).map(({ first, last }) => ({ first, last }))
  }

  #isExactly(raw: string, { first }: Stretch): boolean {
    const place = this.#places[first]
    const text = place === undefined ? '' : (this.#texts.get(place.field) ?? '')
    return place !== undefined && rawStartsAt(text, place.start, raw, rawLead(raw, this.#folding))
  }

  /** The parts that made a query match: of AND all, of OR those that hold, of NOT none. */
  parts(node: Node, field: TextField | null): Part[] {
    switch (node.kind) {
      case 'and':
      case 'or':
        return node.parts.filter((part) => this.holds(part, field)).flatMap((part) => this.parts(part, field))
      case 'not':
        return []
      case 'field':
        return this.parts(node.part, node.field)
      case 'attribute':
      case 'compare':
        return [{ node, spans: [] }]
      case 'term':
      case 'phrase':
      case 'raw':
      case 'near':
      case 'named':
        return [{ node, spans: this.#stretches(node, field).map((stretch) => this.#spanOf(stretch)) }]
    }
  }

  #spanOf({ first, last }: Stretch): Span & { field: TextField } {
    const start = this.#places[first]
    const end = this.#places[last]
    return { field: start?.field ?? 'text', start: start?.start ?? 0, end: end?.end ?? 0 }
  }
}
