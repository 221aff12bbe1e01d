import type { Node } from '../language/ast.ts'
import type { Language } from '../language/diagnostics.ts'
import type { Prepared } from '../language/prepare.ts'
import { wordingOf } from './words.ts'
import type { Wording } from './words.ts'

/** One sentence that says what a query looks for. */
export function sentence({ query }: Prepared, language: Language): string {
  const numbers = new Intl.NumberFormat(language)
  const fill = (wording: Wording, what: string | readonly string[], number = 0) =>
    wordingOf(wording, language).replace(/\$([12]?)|#/g, (sign, side = '') => {
      if (sign === '#') return numbers.format(number)
      return typeof what === 'string' ? what : (what[Number(side) - 1] ?? '')
    })
  const enumerate = (wording: 'and' | 'or', all: readonly string[]) => {
    const [before, between, last = ''] = wordingOf(wording, language).split(';')
    return all.length < 2 ? all.join('') : before + all.slice(0, -1).join(between) + last + (all.at(-1) ?? '')
  }
  const say = (node: Node): string => {
    switch (node.kind) {
      case 'term':
        if (node.text.includes('?')) return fill('pattern', node.text)
        return node.text.endsWith('*') ? fill('beginning', node.text.slice(0, -1)) : fill('word', node.text)
      case 'phrase':
        if (node.within !== undefined) return fill('window', node.text, node.within)
        return fill(/\s/u.test(node.text) ? 'phrase' : 'word', node.text)
      case 'raw':
        return fill('raw', node.text)
      case 'near': {
        const { words, ordered } = node
        const wording = words === 0 ? (ordered ? 'adjacentOrdered' : 'adjacent') : ordered ? 'ordered' : 'near'
        return fill(wording, node.parts.map(say), words)
      }
      case 'or':
        return enumerate('or', node.parts.map(say))
      case 'and': {
        const unwanted = node.parts.map((part) => (part.kind === 'not' ? fill('butNot', say(part.part)) : ''))
        return enumerate('and', node.parts.filter(({ kind }) => kind !== 'not').map(say)) + unwanted.join('')
      }
      case 'not':
        return fill('not', say(node.part))
      case 'field':
        return fill(node.field, say(node.part))
      case 'attribute':
        return fill(node.name, node.value)
      case 'compare':
        return fill(node.comparison, node.name, node.value)
      case 'named':
        return fill(node.of, node.name)
    }
  }
  return fill('finds', say(query.root))
}
