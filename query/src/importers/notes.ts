import type { Span } from '../language/ast.ts'
import type { Language } from '../language/diagnostics.ts'

// English, then French. `<` is what was imported, `>` what it became.
const table = {
  DISTANCE:
    '< became >: here n is the number of words between.|< est devenu >\u202f: ici, n est le nombre de mots entre les deux.',
  DISTANCE_ADDED:
    '< said no number; > is what it meant.|< ne disait pas de nombre\u202f; > est ce que cela signifiait.',
  PHRASE_DISTANCE:
    '< counted moves of words; > counts the other words among them, in any order.|' +
    '< comptait des déplacements\u202f; > compte les autres mots parmi eux, dans n’importe quel ordre.',
  OPERATOR_CASE:
    '< became >: operators are written in capitals.|< est devenu >\u202f: les opérateurs s’écrivent en capitales.',
  FUZZY:
    '< also found misspellings; > does not. Add the spellings you need with OR.|' +
    '< trouvait aussi les fautes de frappe\u202f; > non. Ajoutez avec OU les graphies utiles.',
  VARIANTS:
    '< also found the words written apart; > finds it as one word or with a hyphen.|' +
    '< trouvait aussi les mots séparés\u202f; > le trouve en un mot ou avec un trait d’union.',
  EXACT: '< became >: capitals and signs count.|< est devenu >\u202f: capitales et signes comptent.',
  RENAMED: '< became >.|< est devenu >.',
  FIELD_AS_WORDS:
    'There is no < here: > is looked for in the text. Take it out if you mean something else.|' +
    '< n’existe pas ici\u202f: > est cherché dans le texte. Ôtez-le si ce n’est pas ce que vous voulez.',
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
  const sentence = table[code].split('|')[language === 'en' ? 0 : 1] ?? ''
  return sentence.replace(/[<>]/g, (sign) => (sign === '<' ? from : to))
}
