import type { Language } from '../language/diagnostics.ts'
import type { wordings } from '../texts/source.ts'
import { textOf } from '../texts/texts.ts'

export type Wording = keyof typeof wordings

export function wordingOf(wording: Wording, language: Language): string {
  return textOf(wording).split('|')[language === 'en' ? 0 : 1] ?? ''
}
