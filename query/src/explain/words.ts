import type { Language } from '../language/diagnostics.ts'

// The words of which sentences about queries are made, English then French. `$` is what each speaks of, `#` a number.
const table = {
  finds: 'Finds texts with $.|Trouve les textes avec $.',
  word: '“$”|«\u202f$\u202f»',
  beginning: 'a word that begins with “$”|un mot qui commence par «\u202f$\u202f»',
  pattern:
    'a word written “$”, where ? is any letter|' + 'un mot écrit «\u202f$\u202f», où ? est une lettre quelconque',
  phrase: 'the phrase “$”|l’expression «\u202f$\u202f»',
  window:
    'the words “$” in any order, with at most # other words among them|' +
    'les mots «\u202f$\u202f» dans n’importe quel ordre, avec au plus # autres mots parmi eux',
  raw: 'exactly “$”, capitals and signs included|' + 'exactement «\u202f$\u202f», capitales et signes compris',
  near:
    '$1 near $2, in either order, with at most # words between|' +
    '$1 près de $2, dans un ordre ou dans l’autre, avec au plus # mots entre les deux',
  ordered: '$1 before $2, with at most # words between|' + '$1 avant $2, avec au plus # mots entre les deux',
  adjacent: '$1 right beside $2|$1 juste à côté de $2',
  adjacentOrdered: '$1 right before $2|$1 juste avant $2',
  // Before all, between two, before the last.
  or: 'either ;, ; or |soit ;, soit ;, soit ',
  and: 'both ;, ; and |à la fois ;, ; et ',
  butNot: ', but not $|, mais sans $',
  not: 'anything but $|tout sauf $',
  list: 'anything in the list “$”|n’importe quel élément de la liste «\u202f$\u202f»',
  query: 'what the query “$” finds|ce que trouve la requête «\u202f$\u202f»',
  text: '$ in the text|$ dans le texte',
  title: '$ in the title|$ dans le titre',
  alt: '$ in the description of an image|$ dans la description d’une image',
  author: 'the author “$”|l’auteur «\u202f$\u202f»',
  lang: 'the language “$”|la langue «\u202f$\u202f»',
  site: 'an address on the site “$”|une adresse sur le site «\u202f$\u202f»',
  url: '“$” in its address|«\u202f$\u202f» dans son adresse',
  link: 'a link to “$”|un lien vers «\u202f$\u202f»',
  network: 'the network “$”|le réseau «\u202f$\u202f»',
  source: 'the source “$”|la source «\u202f$\u202f»',
  country: 'the country “$”|le pays «\u202f$\u202f»',
  has: 'the mark “has $”|la marque «\u202fhas $\u202f»',
  is: 'the mark “is $”|la marque «\u202fis $\u202f»',
  '>': 'more than # $|plus de # $',
  '>=': 'at least # $|au moins # $',
  '<': 'fewer than # $|moins de # $',
  '<=': 'at most # $|au plus # $',
  '=': 'exactly # $|exactement # $',
} as const

export type Wording = keyof typeof table

export function wordingOf(wording: Wording, language: Language): string {
  return table[wording].split('|')[language === 'en' ? 0 : 1] ?? ''
}
