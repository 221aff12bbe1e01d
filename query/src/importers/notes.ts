import type { Span } from '../language/ast.ts'
import type { Language } from '../language/diagnostics.ts'
import type { notes } from '../texts/source.ts'
import { textOf } from '../texts/texts.ts'

export type NoteCode = keyof typeof notes

/** Something that reads differently after translation. */
export interface Note {
  code: NoteCode
  /** Where, in the query that was imported. */
  span: Span
  from: string
  to: string
  /** Does the query find something else than before, as far as we know? */
  meaning: 'kept' | 'changed'
}

export function describeNote({ code, from, to }: Note, language: Language): string {
  const sentence = textOf(code).split('|')[language === 'en' ? 0 : 1] ?? ''
  return sentence.replace(/[<>]/g, (sign) => (sign === '<' ? from : to))
}
