import type { Content, ContentText } from 'pdfmake/interfaces.js'

export const emojiFont = 'Emoji'

/** What is shown as a picture, whole: a flag, a family, a hand with its colour, a number in its frame. */
const pictures =
  /(?:\p{RI}\p{RI}|[#*\d]\uFE0F?\u20E3|\p{Emoji_Presentation}|\p{Emoji}\uFE0F)(?:\p{EMod}|\uFE0F|\u200D\p{Emoji}\uFE0F?)*/gu

/** The texts of a document with their emoji in the font that has them: the other one has boxes in their place. */
export function withEmoji<T extends Content>(content: T): T {
  if (typeof content === 'string') return (content.search(pictures) >= 0 ? { text: split(content) } : content) as T
  if (Array.isArray(content)) return content.map((part: Content) => withEmoji(part)) as unknown as T
  if (typeof content !== 'object' || content === null) return content
  const changed = Object.entries(content).map(([name, value]: [string, unknown]) => [name, inside(name, value)])
  return Object.fromEntries(changed) as T
}

/** Keys under which a document has further content. */
const holders = new Set(['stack', 'columns', 'table', 'body', 'content', 'ul', 'ol'])

function inside(name: string, value: unknown): unknown {
  if (name === 'text') {
    if (typeof value === 'string') return value.search(pictures) >= 0 ? split(value) : value
    return Array.isArray(value) ? value.map((part: Content) => withEmoji(part)) : value
  }
  return holders.has(name) ? withEmoji(value as Content) : value
}

function split(text: string): ContentText[] {
  const parts: ContentText[] = []
  let at = 0
  for (const { 0: picture, index } of text.matchAll(pictures)) {
    if (index > at) parts.push({ text: text.slice(at, index) })
    parts.push({ text: picture, font: emojiFont })
    at = index + picture.length
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}
