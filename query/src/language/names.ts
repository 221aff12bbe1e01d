import { attributeNames, textFields } from './ast.ts'
import type { AttributeName, TextField } from './ast.ts'

export type FieldMeaning =
  | { kind: 'field'; field: TextField }
  | { kind: 'attribute'; attribute: AttributeName }
  | { kind: 'named'; of: 'list' | 'query' }
  | { kind: 'raw' }

const french: Readonly<Record<string, string>> = {
  texte: 'text',
  titre: 'title',
  auteur: 'author',
  langue: 'lang',
  lien: 'link',
  réseau: 'network',
  reseau: 'network',
  pays: 'country',
  liste: 'list',
  requête: 'query',
  requete: 'query',
  brut: 'raw',
  est: 'is',
}

export const fieldNames: readonly string[] = [...textFields, ...attributeNames, 'list', 'query', 'raw']

/** What `name:` means, in English or French; `undefined` when it means nothing. */
export function fieldMeaning(written: string): FieldMeaning | undefined {
  const lower = written.toLowerCase()
  const name = Object.hasOwn(french, lower) ? french[lower] : lower
  for (const field of textFields) if (field === name) return { kind: 'field', field }
  for (const attribute of attributeNames) if (attribute === name) return { kind: 'attribute', attribute }
  if (name === 'list' || name === 'query') return { kind: 'named', of: name }
  return name === 'raw' ? { kind: 'raw' } : undefined
}

/** Numbers that sources of Vigie give; others work too, with a warning. */
export const numberNames: readonly string[] =
  'followers following posts likes reposts quotes replies views engagement score'.split(' ')

/** The known name closest to a mistyped one, at most two keystrokes away. */
export function nearestName(written: string, known: readonly string[]): string | undefined {
  let best: string | undefined
  let least = 3
  for (const name of known) {
    const distance = keystrokes(written.toLowerCase().slice(0, 20), name)
    if (distance < least) {
      least = distance
      best = name
    }
  }
  return best
}

function keystrokes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
