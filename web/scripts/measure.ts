/**
 * What the first load weighs: the entry and everything it imports before it can draw, plus what the page itself needs.
 * gzip -9, as a server would send it. `npm run build -w web` first. JSON on the last line.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}

/** First pages a person may open, and the dictionaries that come with each. */
const inside = ['src/shell/shell.tsx', 'src/i18n/fr/inside.ts']
const firstPages = {
  setup: ['src/i18n/fr/entering.ts', 'src/setup/setup-page.tsx'],
  signIn: ['src/i18n/fr/entering.ts', 'src/sign-in/sign-in-page.tsx'],
  posts: [...inside, 'src/posts/list-page.tsx'],
  composer: [...inside, 'src/posts/compose-page.tsx'],
  post: [...inside, 'src/i18n/fr/cards.ts', 'src/posts/post-page.tsx'],
}
const always = ['index.html', 'src/i18n/fr/first.ts']

/** Bytes of a built web app by first page. @param folder the build's output */
export function measureWeb(folder: URL) {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8')) as Record<string, Chunk>
  const chunk = (key: string): Chunk => {
    const found = manifest[key]
    if (found === undefined) throw new Error(`The build has no ${key}: build again, or correct the list in measure.ts`)
    return found
  }
  const needed = (keys: readonly string[]) => {
    const seen = new Set<string>()
    const visit = (key: string) => {
      if (seen.has(key)) return
      seen.add(key)
      for (const imported of chunk(key).imports ?? []) visit(imported)
    }
    keys.forEach(visit)
    return [...seen]
  }
  const gzip = (file: string) => gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).length
  const weigh = (keys: readonly string[]) => {
    const chunks = needed(keys).map(chunk)
    const sum = (files: readonly string[]) => [...new Set(files)].reduce((total, file) => total + gzip(file), 0)
    return { js: sum(chunks.map(({ file }) => file)), css: sum(chunks.flatMap(({ css }) => css ?? [])) }
  }
  const pages = Object.fromEntries(
    Object.entries(firstPages).map(([name, keys]) => [name, weigh([...always, ...keys])] as const),
  )
  const all = Object.values(pages)
  return {
    first_load_js_gzip_bytes: Math.max(...all.map(({ js }) => js)),
    first_load_css_gzip_bytes: Math.max(...all.map(({ css }) => css)),
    shell_js_gzip_bytes: weigh(always).js,
    pages,
  }
}

/** What nobody waits too long for on a phone, anywhere. */
const limit = 250_000

// The last step of the build: a page that grew past the limit fails it.
if (import.meta.main) {
  const { pages, ...most } = measureWeb(new URL('../dist/', import.meta.url))
  console.log(JSON.stringify({ ...most, pages }))
  for (const [name, { js }] of Object.entries(pages)) {
    if (js <= limit) continue
    console.error(
      `The first load of ${name} is ${js} bytes of script, ${js - limit} more than allowed. Load what is not needed for the ` +
        'first sight lazily, and its texts with it (`withTexts` in src/i18n/start.ts).',
    )
    process.exitCode = 1
  }
}
