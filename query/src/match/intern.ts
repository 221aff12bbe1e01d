import { isKey, normalAttribute } from '../document/attributes.ts'
import type { AttributeName, AttributeNode, Node, TextField } from '../language/ast.ts'
import { textFields } from '../language/ast.ts'
import { isAnchor } from '../language/check.ts'
import { phraseLeaves, termLeaves } from '../language/leaves.ts'
import type { Leaf } from '../language/leaves.ts'
import { rawLead } from '../text/exact.ts'
import type { Folding } from '../text/forms.ts'
import type { Composite, LeafOrigin, Ref } from './nodes.ts'

/** A word or a pattern that some query looks for. */
export interface Entry {
  text: string
  /** Leaf for the word anywhere, then one for each text field; -1 where no query asks. */
  leaves: number[]
}

export type Interner = ReturnType<typeof interner>

/** Turns queries into nodes, every node once however many queries hold it. `traced` learns the node of each part. */
export function interner(folding: Folding, traced?: Map<Node, Ref>) {
  const leaves: LeafOrigin[] = []
  const composites: Composite[] = []
  const words: Entry[] = []
  const patterns: Entry[] = []
  const keys = new Map<AttributeName, Map<string, number>>()
  const wordNumbers = new Map<string, number>()
  const patternNumbers = new Map<string, number>()
  const compositeNumbers = new Map<string, number>()

  const composite = (key: string, make: () => Composite): Ref => {
    let number = compositeNumbers.get(key)
    if (number === undefined) {
      number = composites.push(make()) - 1
      compositeNumbers.set(key, number)
    }
    return ~number
  }

  const leaf = (kind: 'word' | 'pattern', text: string, field: TextField | null): Ref => {
    const [numbers, entries] = kind === 'word' ? [wordNumbers, words] : [patternNumbers, patterns]
    let number = numbers.get(text)
    if (number === undefined) {
      number = entries.push({ text, leaves: [-1, -1, -1, -1] }) - 1
      numbers.set(text, number)
    }
    const place = field === null ? 0 : textFields.indexOf(field) + 1
    const entry = entries[number]
    const known = entry?.leaves[place] ?? -1
    if (known >= 0 || entry === undefined) return known
    return (entry.leaves[place] = leaves.push({ kind, text, anchor: true }) - 1)
  }

  const group = (kind: 'and' | 'or', refs: readonly Ref[]): Ref => {
    const flat = refs.flatMap((ref) => {
      const inner = ref < 0 ? composites[~ref] : undefined
      return inner?.kind === kind ? inner.parts : [ref]
    })
    return several(
      kind,
      [...new Set(flat)].toSorted((a, b) => a - b),
    )
  }

  const several = (kind: 'and' | 'or' | 'sequence', parts: readonly Ref[]): Ref => {
    const [only] = parts
    return parts.length === 1 && only !== undefined
      ? only
      : composite(`${kind}${parts.join()}`, () => ({ kind, parts }))
  }

  const refsOf = (found: Leaf[] | object, field: TextField | null): Ref[] => {
    if (!Array.isArray(found)) throw new TypeError('This query was not prepared')
    return found.map((one: Leaf) => {
      if (one.kind === 'pattern') return leaf('pattern', one.pattern, field)
      const { form, parts } = one.unit
      const whole = leaf('word', form, field)
      if (parts.length === 0) return whole
      const apart = several(
        'sequence',
        parts.map((part) => leaf('word', part, field)),
      )
      return group('or', [whole, apart])
    })
  }

  const visit = (node: Node, field: TextField | null): Ref => {
    switch (node.kind) {
      case 'and':
      case 'or':
        return group(
          node.kind,
          node.parts.map((part) => add(part, field)),
        )
      case 'not': {
        const part = add(node.part, field)
        return composite(`!${part}`, () => ({ kind: 'not', part }))
      }
      case 'near': {
        const { words: most, ordered } = node
        const parts = [add(node.parts[0], field), add(node.parts[1], field)] as const
        return composite(`~${ordered ? 'o' : ''}${most},${parts.join()}`, () => ({
          kind: 'near',
          parts,
          words: most,
          ordered,
        }))
      }
      case 'field':
        return add(node.part, node.field)
      case 'term':
        return several('sequence', refsOf(termLeaves(node.text, node.span, folding), field))
      case 'phrase': {
        const refs = refsOf(phraseLeaves(node.text, node.span, folding), field)
        return node.within === undefined ? several('sequence', refs) : windowOf(refs, node.within)
      }
      case 'raw': {
        const { text } = node
        const found = phraseLeaves(text.replace(/[*?]/g, ' '), node.span, folding)
        const part = several('sequence', refsOf(found, field))
        const lead = rawLead(text, folding)
        return composite(`r${part},${text}`, () => ({ kind: 'raw', part, text, lead }))
      }
      case 'attribute':
        return isKey(node) ? key(node) : composite(`a${node.name}:${node.value}`, () => ({ kind: 'asked', node }))
      case 'compare':
        return composite(`#${node.name}${node.comparison}${node.value}`, () => ({ kind: 'asked', node }))
      case 'named':
        return several('sequence', refsOf(node, field))
    }
  }

  const windowOf = (refs: readonly Ref[], most: number): Ref => {
    const parts = [...new Set(refs)]
    const times = parts.map((part) => refs.filter((ref) => ref === part).length)
    const total = refs.length
    return composite(`w${most},${parts.join()},${times.join()}`, () => ({
      kind: 'window',
      parts,
      times,
      total,
      words: most,
    }))
  }

  const key = (node: AttributeNode): Ref => {
    const text = normalAttribute(node.name, node.value)
    const values = keys.get(node.name) ?? new Map<string, number>()
    keys.set(node.name, values)
    let number = values.get(text)
    if (number === undefined) {
      number = leaves.push({ kind: 'key', text, anchor: isAnchor(node) }) - 1
      values.set(text, number)
    }
    return number
  }

  const add = (node: Node, field: TextField | null = null): Ref => {
    const ref = visit(node, field)
    traced?.set(node, ref)
    return ref
  }

  return { add, leaves, composites, words, patterns, keys }
}
