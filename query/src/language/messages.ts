import type { messages } from '../texts/source.ts'
import { textOf } from '../texts/texts.ts'

export type Code = keyof typeof messages

export function isWarning(code: Code): boolean {
  return textOf(code).startsWith('!')
}

/** The three sentences of a code in a language. */
export function sentencesOf(code: Code, language: 'en' | 'fr'): string[] {
  const at = language === 'en' ? 0 : 1
  const all = textOf(code)
    .replace(/^!/, '')
    .replace(/\{(\d)\}/g, (_, name: string) => textOf(name).split('|')[at] ?? '')
  return all.split('|').slice(at * 3, at * 3 + 3)
}
