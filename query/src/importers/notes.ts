import type { Span } from '../language/ast.ts'
import type { Language } from '../language/diagnostics.ts'

const table = {
  DISTANCE: {
    en: '{from} became {to}: here the number is how many words may stand between.',
    fr: '{from} est devenu {to}\u202f: ici, le nombre dit combien de mots peuvent se trouver entre les deux.',
  },
  DISTANCE_ADDED: {
    en: '{from} said no number; {to} is what it meant there.',
    fr: '{from} ne disait pas de nombre\u202f; {to} est ce que cela signifiait là-bas.',
  },
  PHRASE_DISTANCE: {
    en: '{from} counted moves of words; {to} counts the other words among them, in any order.',
    fr: '{from} comptait des déplacements de mots\u202f; {to} compte les autres mots parmi eux, dans n’importe quel ordre.',
  },
  OPERATOR_CASE: {
    en: '{from} became {to}: operators are written in capitals.',
    fr: '{from} est devenu {to}\u202f: les opérateurs s’écrivent en capitales.',
  },
  FUZZY: {
    en: '{from} also found misspellings; {to} does not. Add the spellings you need with OR.',
    fr: '{from} trouvait aussi les fautes de frappe\u202f; {to} non. Ajoutez avec OU les graphies utiles.',
  },
  VARIANTS: {
    en: '{from} also found the words written apart; {to} finds it written as one or with a hyphen.',
    fr: '{from} trouvait aussi les mots séparés\u202f; {to} le trouve en un mot ou avec un trait d’union.',
  },
  EXACT: {
    en: '{from} became {to}: capitals and signs count.',
    fr: '{from} est devenu {to}\u202f: capitales et signes comptent.',
  },
  FIELD_RENAMED: {
    en: '{from} became {to}.',
    fr: '{from} est devenu {to}.',
  },
  FIELD_AS_WORDS: {
    en: 'There is no {from} here: its value is looked for as words of the text. Take it out if that is not what you mean.',
    fr: '{from} n’existe pas ici\u202f: sa valeur est cherchée comme des mots du texte. Ôtez-la si ce n’est pas ce que vous voulez.',
  },
  RANGE: {
    en: '{from} became {to}.',
    fr: '{from} est devenu {to}.',
  },
} as const

export type NoteCode = keyof typeof table

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
  return table[code][language].replace('{from}', () => from).replace('{to}', () => to)
}
