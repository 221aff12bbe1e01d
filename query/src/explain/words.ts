import type { AttributeName, Comparison, TextField } from '../language/ast.ts'

/** The words of which sentences about queries are made. `$` is what each speaks of. */
export interface Phrases {
  finds: string
  word: string
  beginning: string
  pattern: string
  phrase: string
  window: string
  raw: string
  near: string
  ordered: string
  adjacent: string
  adjacentOrdered: string
  either: readonly [before: string, between: string, last: string]
  both: readonly [before: string, between: string, last: string]
  butNot: string
  not: string
  list: string
  query: string
  fields: Readonly<Record<TextField, string>>
  attributes: Readonly<Record<AttributeName, string>>
  comparisons: Readonly<Record<Comparison, string>>
}

export const english: Phrases = {
  finds: 'Finds texts with $.',
  word: '“$”',
  beginning: 'a word that begins with “$”',
  pattern: 'a word written “$”, where ? is any letter',
  phrase: 'the phrase “$”',
  window: 'the words “$” in any order, with at most # other words among them',
  raw: 'exactly “$”, capitals and signs included',
  near: '$1 near $2, in either order, with at most # words between',
  ordered: '$1 before $2, with at most # words between',
  adjacent: '$1 right beside $2',
  adjacentOrdered: '$1 right before $2',
  either: ['either ', ', ', ' or '],
  both: ['both ', ', ', ' and '],
  butNot: ', but not $',
  not: 'anything but $',
  list: 'anything in the list “$”',
  query: 'what the query “$” finds',
  fields: { text: '$ in the text', title: '$ in the title', alt: '$ in the description of an image' },
  attributes: {
    author: 'the author “$”',
    lang: 'the language “$”',
    site: 'an address on the site “$”',
    url: '“$” in its address',
    link: 'a link to “$”',
    network: 'the network “$”',
    source: 'the source “$”',
    country: 'the country “$”',
    has: 'the mark “has $”',
    is: 'the mark “is $”',
  },
  comparisons: {
    '>': 'more than # $',
    '>=': 'at least # $',
    '<': 'fewer than # $',
    '<=': 'at most # $',
    '=': 'exactly # $',
  },
}

export const french: Phrases = {
  finds: 'Trouve les textes avec $.',
  word: '«\u202f$\u202f»',
  beginning: 'un mot qui commence par «\u202f$\u202f»',
  pattern: 'un mot écrit «\u202f$\u202f», où ? est une lettre quelconque',
  phrase: 'l’expression «\u202f$\u202f»',
  window: 'les mots «\u202f$\u202f» dans n’importe quel ordre, avec au plus # autres mots parmi eux',
  raw: 'exactement «\u202f$\u202f», capitales et signes compris',
  near: '$1 près de $2, dans un ordre ou dans l’autre, avec au plus # mots entre les deux',
  ordered: '$1 avant $2, avec au plus # mots entre les deux',
  adjacent: '$1 juste à côté de $2',
  adjacentOrdered: '$1 juste avant $2',
  either: ['soit ', ', soit ', ', soit '],
  both: ['à la fois ', ', ', ' et '],
  butNot: ', mais sans $',
  not: 'tout sauf $',
  list: 'n’importe quel élément de la liste «\u202f$\u202f»',
  query: 'ce que trouve la requête «\u202f$\u202f»',
  fields: { text: '$ dans le texte', title: '$ dans le titre', alt: '$ dans la description d’une image' },
  attributes: {
    author: 'l’auteur «\u202f$\u202f»',
    lang: 'la langue «\u202f$\u202f»',
    site: 'une adresse sur le site «\u202f$\u202f»',
    url: '«\u202f$\u202f» dans son adresse',
    link: 'un lien vers «\u202f$\u202f»',
    network: 'le réseau «\u202f$\u202f»',
    source: 'la source «\u202f$\u202f»',
    country: 'le pays «\u202f$\u202f»',
    has: 'la marque «\u202fhas $\u202f»',
    is: 'la marque «\u202fis $\u202f»',
  },
  comparisons: {
    '>': 'plus de # $',
    '>=': 'au moins # $',
    '<': 'moins de # $',
    '<=': 'au plus # $',
    '=': 'exactement # $',
  },
}
