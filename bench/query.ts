// npm run bench -- query [--quick]: how many posts a second the matcher takes on one core, texts in, ids and spans out.
import { measureFrequencies, parse, prepare, Matcher } from '../query/src/index.ts'
import type { Prepared } from '../query/src/index.ts'
import { makePosts, makeQueries, makeWords } from './query/data.ts'
import type { SetName } from './query/data.ts'
import { plainIndex } from './query/plain-index.ts'
import { versusPostgres } from './query/postgres.ts'

const quick = process.argv.includes('--quick')
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice(7)
const postgres = !process.argv.includes('--no-postgres')
const seconds = quick ? 1 : 4
const sizes = [1_000, 10_000, 100_000, 225_000]

const words = makeWords()
let posts = makePosts(words, 60_000, 2, 'plain')
// What is known of the stream comes from other posts than those that are measured.
let frequencies = measureFrequencies(makePosts(words, 20_000, 3, 'plain'))
const spans = new Int32Array(1 << 16)
const { gc } = globalThis as { gc?: () => void }

const cpu = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

/**
 * Posts a second of one core's time, over at least the given time. Time is what this thread was given by the processor:
 * on a machine that others use too, the clock on the wall would count their work as ours.
 */
function rate(match: (text: string) => unknown, time: number): number {
  const start = cpu()
  let done = 0
  do {
    for (let i = 0; i < 100; i++) match(posts[done++ % posts.length]!)
  } while (cpu() < start + time)
  return done / (cpu() - start)
}

async function measure(set: SetName, size: number) {
  const queries = makeQueries(words, posts, size, set)
  gc?.()
  const before = process.memoryUsage()
  const started = cpu()
  const prepared = queries.map(({ text }, i): [number, Prepared] => {
    const preparation = prepare(text)
    if (!preparation.ok) throw new Error(`${text}: ${preparation.errors[0]?.message}`)
    return [i, preparation.prepared]
  })
  const matcher = new Matcher(prepared, { frequencies })
  const compile = cpu() - started
  gc?.()
  const after = process.memoryUsage()
  const mb = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6

  const document = { text: '' }
  let seen = 0
  const withSpans = (text: string) => {
    document.text = text
    const matches = matcher.match(document)
    for (let i = 0; i < matches.count; i++) seen += matches.copySpans(i, spans)
  }
  const idsOnly = (text: string) => {
    document.text = text
    seen += matcher.match(document, { spans: false }).count
  }
  rate(withSpans, seconds / 2)
  const perSecond = rate(withSpans, seconds)
  rate(idsOnly, seconds / 4)
  const idsPerSecond = rate(idsOnly, seconds)

  const sample = Math.min(posts.length, Math.max(500, Math.floor(perSecond)))
  const times = new Float64Array(sample)
  let [candidates, matched] = [0, 0]
  for (let i = 0; i < sample; i++) {
    const from = performance.now()
    withSpans(posts[i]!)
    times[i] = (performance.now() - from) * 1000
  }
  for (let i = 0; i < 500; i++) {
    const matches = matcher.match({ text: posts[i]! })
    candidates += matches.candidates / 500
    matched += matches.count / 500
  }
  const plain = plainIndex(queries, frequencies.word)
  for (let i = 0; i < 20; i++) {
    const mine = matcher.match({ text: posts[i]! }).count
    const other = plain(posts[i]!).length
    if (mine !== other) throw new Error(`${mine} matches, but the plain index found ${other}: ${posts[i]}`)
  }
  rate(plain, seconds / 4)
  const plainPerSecond = rate(plain, seconds / 2)
  const versus =
    postgres && size === 10_000 ? perSecond / (await versusPostgres(queries, posts, frequencies.word)) : null
  times.sort()
  const round = (value: number, digits = 3) => Number(value.toPrecision(digits))
  console.log(
    JSON.stringify({
      set,
      queries: size,
      posts_per_s: Math.round(perSecond),
      ids_only_posts_per_s: Math.round(idsPerSecond),
      matches_per_post: round(matched),
      candidates_per_post: round(candidates),
      p99_us: round(times[Math.floor(sample * 0.99)]!),
      compile_s: round(compile),
      mb: round(mb),
      vs_plain_index: round(perSecond / plainPerSecond),
      vs_postgres: versus === null ? null : round(versus),
      plain_index_posts_per_s: Math.round(plainPerSecond),
      kb_per_query: round((mb * 1000) / size),
    }),
  )
}

function parseLongQuery() {
  const long = Array.from({ length: 1500 }, (_, i) => `${words[i]} OR ("${words[i + 1]}" NEAR/3 x${i})`)
    .join(' OR ')
    .slice(0, 20_000)
  const text = long.slice(0, long.lastIndexOf(' OR '))
  const times = Array.from({ length: 21 }, () => {
    const start = cpu()
    if (!parse(text).ok) throw new Error('The long query does not parse')
    return (cpu() - start) * 1000
  })
  const [first] = times
  const median = times.toSorted((a, b) => a - b)[10]
  console.log(JSON.stringify({ parse_characters: text.length, first_ms: first, median_ms: median }))
}

parseLongQuery()
for (const set of ['steep', 'hard', 'plain'] as const) {
  posts = makePosts(words, 60_000, 2, set)
  frequencies = measureFrequencies(makePosts(words, 20_000, 3, set))

  for (const size of sizes) if (only === undefined || only === `${set}:${size}`) await measure(set, size)
}
