import { Parser } from 'htmlparser2'

/** What a page says of itself to those who link to it. */
export interface PageWords {
  readonly title: string
  readonly description: string
  /** Address of its picture, whole. */
  readonly picture?: string
}

const longest = { title: 300, description: 600 }

/**
 * Open Graph (https://ogp.me), else Twitter's names for the same, else the page's own title and description. Undefined for a page
 * without a title.
 */
export function readPage(html: string, address: string): PageWords | undefined {
  const said = new Map<string, string>()
  let title = ''
  let inTitle = false
  const parser = new Parser({
    onopentag(name, { property, name: named, content }) {
      if (name === 'title') inTitle = title === ''
      const key = (property ?? named ?? '').toLowerCase()
      if (name === 'meta' && content !== undefined && key !== '' && !said.has(key)) said.set(key, content)
    },
    ontext(text) {
      if (inTitle) title += text
    },
    onclosetag(name) {
      if (name === 'title') inTitle = false
    },
  })
  parser.end(html)
  const first = (...names: readonly string[]) => names.map((name) => said.get(name)?.trim()).find((value) => value)
  const shown = tidy(first('og:title', 'twitter:title') ?? title, longest.title)
  if (shown === '') return undefined
  const picture = URL.parse(first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image') ?? '', address)
  const description = tidy(first('og:description', 'twitter:description', 'description') ?? '', longest.description)
  const usable = picture !== null && /^https?:$/.test(picture.protocol) && picture.href !== address
  return { title: shown, description, ...(usable ? { picture: picture.href } : {}) }
}

/** One line, whole characters, cut where a reader would not miss more. */
function tidy(text: string, most: number): string {
  const line = text.toWellFormed().replaceAll(/\s+/g, ' ').trim()
  const characters = Array.from(line)
  return characters.length <= most
    ? line
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}
