import { en, type Dictionary } from '../../web/src/i18n/en/index.ts'
import { fr } from '../../web/src/i18n/fr/index.ts'

export type Words = Dictionary
export type Language = 'fr' | 'en'

/** Every word of the interface, as a person reads it. */
export const words: Readonly<Record<Language, Words>> = { en, fr }

/** A sentence with its blanks filled. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_blank, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`“${sentence}” needs ${name}`)
    return String(value)
  })
}

/** The one of two sentences that suits a count, with the count in it. */
export function plural(texts: { readonly [key: string]: unknown }, key: string, count: number): string {
  return fill(String(texts[`${key}_${count === 1 ? 'one' : 'other'}`]), { count })
}

/** A sentence of which only the fixed parts are known: its blanks match anything. */
export function like(sentence: string): RegExp {
  const fixed = sentence.split(/\{\{\w+\}\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return new RegExp(fixed.join('.+'))
}
