import { isKey, normalAttribute } from '../document/attributes.ts'
import type { AttributeName, Node, TextField } from '../language/ast.ts'
import { textFields } from '../language/ast.ts'
import { isAnchor } from '../language/check.ts'
import { phraseLeaves, termLeaves } from '../language/leaves.ts'
import type { Leaf } from '../language/leaves.ts'
import { rawLead } from '../text/exact.ts'
import type { Folding } from '../text/forms.ts'
import type { Composite, LeafOrigin, Ref } from './nodes.ts'

interface Entry {
  text: string
  /** Leaf for the word anywhere, then one for each text field; -1 where no query asks. */
  leaves: number[]
}

/** Turns queries into nodes, every node once however many queries hold it. */
export class Interner {
  readonly leaves: LeafOrigin[] = []
  readonly composites: Composite[] = []
  readonly words: Entry[] = []
  readonly patterns: Entry[] = []
  readonly keys = new Map<AttributeName, Map<string, number>>()
  readonly #wordNumbers = new Map<string, number>()
  readonly #patternNumbers = new Map<string, number>()
  readonly #compositeNumbers = new Map<string, number>()
  readonly #folding: Folding
  readonly #traced: Map<Node, Ref> | undefined

  constructor(folding: Folding, traced?: Map<Node, Ref>) {
    this.#folding = folding
    this.#traced = traced
  }

  node(node: Node, field: TextField | null = null): Ref {
    const ref = this.#node(node, field)
    this.#traced?.set(node, ref)
    return ref
  }

  #node(node: Node, field: TextField | null): Ref {
    switch (node.kind) {
      case 'and':
      case 'or':
        return this.#group(
          node.kind,
          node.parts.map((part) => this.node(part, field)),
        )
      case 'not': {
        const part = this.node(node.part, field)
        return this.#composite(`!${part}`, () => ({ kind: 'not', part }))
      }
      case 'near': {
        const { words, ordered } = node
        const parts = [this.node(node.parts[0], field), this.node(node.parts[1], field)] as const
        return this.#composite(`~${ordered ? 'o' : ''}${words},${parts.join()}`, () => ({
          kind: 'near',
          parts,
          words,
          ordered,
        }))
      }
      case 'field':
        return this.node(node.part, node.field)
      case 'term':
        return this.#sequence(this.#refs(termLeaves(node.text, node.span, this.#folding), field))
      case 'phrase': {
        const refs = this.#refs(phraseLeaves(node.text, node.span, this.#folding), field)
        return node.within === undefined ? this.#sequence(refs) : this.#window(refs, node.within)
      }
      case 'raw': {
        const leaves = phraseLeaves(node.text.replace(/[*?]/g, ' '), node.span, this.#folding)
        const part = this.#sequence(this.#refs(leaves, field))
        const lead = rawLead(node.text, this.#folding)
        return this.#composite(`r${part},${node.text}`, () => ({ kind: 'raw', part, text: node.text, lead }))
      }
      case 'attribute': {
        if (!isKey(node)) return this.#composite(`a${node.name}:${node.value}`, () => ({ kind: 'asked', node }))
        const value = normalAttribute(node.name, node.value)
        const values = this.keys.get(node.name) ?? new Map<string, number>()
        this.keys.set(node.name, values)
        const known = values.get(value)
        if (known !== undefined) return known
        const leaf = this.leaves.push({ kind: 'key', text: value, anchor: isAnchor(node) }) - 1
        values.set(value, leaf)
        return leaf
      }
      case 'compare':
        return this.#composite(`#${node.name}${node.comparison}${node.value}`, () => ({ kind: 'asked', node }))
      case 'named':
        throw new TypeError('A name was left in a query that should have been prepared')
    }
  }

  #refs(leaves: Leaf[] | object, field: TextField | null): Ref[] {
    if (!Array.isArray(leaves)) throw new TypeError('A query that was not prepared cannot be indexed')
    return leaves.map((leaf: Leaf) => {
      if (leaf.kind === 'pattern') return this.#leaf('pattern', leaf.pattern, field)
      const whole = this.#leaf('word', leaf.unit.form, field)
      const { parts } = leaf.unit
      if (parts.length === 0) return whole
      return this.#group('or', [whole, this.#sequence(parts.map((part) => this.#leaf('word', part, field)))])
    })
  }

  #leaf(kind: 'word' | 'pattern', text: string, field: TextField | null): Ref {
    const [numbers, entries] = kind === 'word' ? [this.#wordNumbers, this.words] : [this.#patternNumbers, this.patterns]
    let number = numbers.get(text)
    if (number === undefined) {
      number = entries.push({ text, leaves: [-1, -1, -1, -1] }) - 1
      numbers.set(text, number)
    }
    const place = field === null ? 0 : textFields.indexOf(field) + 1
    const entry = entries[number]
    const known = entry?.leaves[place] ?? -1
    if (known >= 0 || entry === undefined) return known
    return (entry.leaves[place] = this.leaves.push({ kind, text, anchor: true }) - 1)
  }

  #group(kind: 'and' | 'or', refs: readonly Ref[]): Ref {
    const flat = refs.flatMap((ref) => {
      const composite = ref < 0 ? this.composites[~ref] : undefined
      return composite?.kind === kind ? composite.parts : [ref]
    })
    const parts = [...new Set(flat)].toSorted((a, b) => a - b)
    return (
      this.#single(parts) ?? this.#composite(`${kind === 'and' ? '&' : '|'}${parts.join()}`, () => ({ kind, parts }))
    )
  }

  #sequence(parts: readonly Ref[]): Ref {
    return this.#single(parts) ?? this.#composite(`"${parts.join()}`, () => ({ kind: 'sequence', parts }))
  }

  #window(refs: readonly Ref[], words: number): Ref {
    const parts = [...new Set(refs)]
    const times = parts.map((part) => refs.filter((ref) => ref === part).length)
    const key = `w${words},${parts.join()},${times.join()}`
    return this.#composite(key, () => ({ kind: 'window', parts, times, total: refs.length, words }))
  }

  #single(parts: readonly Ref[]): Ref | undefined {
    return parts.length === 1 ? parts[0] : undefined
  }

  #composite(key: string, make: () => Composite): Ref {
    const known = this.#compositeNumbers.get(key)
    if (known !== undefined) return ~known
    const number = this.composites.push(make()) - 1
    this.#compositeNumbers.set(key, number)
    return ~number
  }
}
