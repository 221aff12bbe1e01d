/** Where less than this is left, links and handles are what a text says. */
const fewest = 20

const addresses = /\b(?:https?:\/\/|www\.)\S+/giu
const handles = /(?<![\p{L}\p{N}._-])@[\p{L}\p{N}._-]+(?:@[\p{L}\p{N}.-]+)?/gu
const between = /[^\p{L}\p{N}\p{Extended_Pictographic}]+/gu

const folded = (text: string): string => text.replace(between, ' ').trim()

/**
 * What a text says, without what does not make two texts different: capitals, forms of a character (NFKC), accents, punctuation,
 * links, handles. A text of hardly anything else keeps its links and handles: two links alone are two posts.
 */
export function wordsOf(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const words = folded(plain.replace(addresses, ' ').replace(handles, ' '))
  return words.length >= fewest ? words : folded(plain)
}
