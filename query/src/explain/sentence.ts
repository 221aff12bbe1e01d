import type { Node } from '../language/ast.ts'
import type { Language } from '../language/diagnostics.ts'
import type { Prepared } from '../language/prepare.ts'
import { english, french } from './words.ts'
import type { Phrases } from './words.ts'

/** One sentence that says what a query looks for. */
export function sentence(prepared: Prepared, language: Language): string {
  const phrases = language === 'fr' ? french : english
  const numbers = new Intl.NumberFormat(language)
  return fill(
    phrases.finds,
    say(prepared.query.root, phrases, (value) => numbers.format(value)),
  )
}

function fill(pattern: string, one: string, number = ''): string {
  return pattern.replace(/[$#]/g, (sign) => (sign === '#' ? number : one))
}

function say(node: Node, phrases: Phrases, format: (value: number) => string): string {
  const inner = (part: Node) => say(part, phrases, format)
  switch (node.kind) {
    case 'term':
      if (node.text.includes('?')) return fill(phrases.pattern, node.text)
      return node.text.endsWith('*') ? fill(phrases.beginning, node.text.slice(0, -1)) : fill(phrases.word, node.text)
    case 'phrase':
      if (node.within !== undefined) return fill(phrases.window, node.text, format(node.within))
      return fill(/\s/u.test(node.text) ? phrases.phrase : phrases.word, node.text)
    case 'raw':
      return fill(phrases.raw, node.text)
    case 'near': {
      const { near, ordered, adjacent, adjacentOrdered } = phrases
      const pattern = node.words === 0 ? (node.ordered ? adjacentOrdered : adjacent) : node.ordered ? ordered : near
      const sides: Readonly<Record<string, string>> = {
        $1: inner(node.left),
        $2: inner(node.right),
        '#': format(node.words),
      }
      return pattern.replace(/\$[12]|#/g, (sign) => sides[sign] ?? '')
    }
    case 'or':
      return enumerate(node.parts.map(inner), phrases.either)
    case 'and': {
      const wanted = node.parts.filter((part) => part.kind !== 'not').map(inner)
      const unwanted = node.parts.flatMap((part) =>
        part.kind === 'not' ? [fill(phrases.butNot, inner(part.part))] : [],
      )
      return enumerate(wanted, phrases.both) + unwanted.join('')
    }
    case 'not':
      return fill(phrases.not, inner(node.part))
    case 'field':
      return fill(phrases.fields[node.field], inner(node.part))
    case 'attribute':
      return fill(phrases.attributes[node.name], node.value)
    case 'compare':
      return fill(phrases.comparisons[node.comparison], node.name, format(node.value))
    case 'named':
      return fill(node.of === 'list' ? phrases.list : phrases.query, node.name)
  }
}

function enumerate(all: readonly string[], [before, between, last]: readonly [string, string, string]): string {
  if (all.length < 2) return all.join('')
  return before + all.slice(0, -1).join(between) + last + (all.at(-1) ?? '')
}
