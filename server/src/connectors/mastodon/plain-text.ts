import { Parser } from 'htmlparser2'

const unread = new Set(['script', 'style', 'template', 'head', 'title'])
const blocks = new Set(['p', 'div', 'blockquote', 'ul', 'ol', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/**
 * The words of a status, of which the API tells the HTML: https://docs.joinmastodon.org/spec/activitypub/#sanitization. What comes
 * out is text, in which no markup means anything.
 */
export function plainText(html: string): string {
  let text = ''
  let depth = 0
  const line = (lines: string) => {
    const kept = text.replace(/[ \t]+$/, '')
    const there = /\n*$/.exec(kept)?.[0].length ?? 0
    text = kept === '' ? '' : kept + lines.slice(Math.min(there, lines.length))
  }
  const parser = new Parser({
    onopentag(name, { alt }) {
      if (unread.has(name)) depth++
      else if (depth > 0) return
      else if (name === 'br') text += '\n'
      else if (name === 'li') {
        line('\n')
        text += '• '
      } else if (blocks.has(name)) line('\n\n')
      // a picture of the server's own stands for a word
      else if (name === 'img' && alt !== undefined) text += alt
    },
    ontext(piece) {
      // as a browser does with blanks between words
      if (depth === 0) text += piece.replaceAll(/[ \t\r\n]+/g, ' ')
    },
    onclosetag(name) {
      if (unread.has(name)) depth = Math.max(0, depth - 1)
      else if (depth === 0 && blocks.has(name)) line('\n\n')
    },
  })
  parser.end(html)
  return text
    .toWellFormed()
    .replaceAll(/[ \t]*\n[ \t]*/g, '\n')
    .trim()
}
