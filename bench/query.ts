// npm run bench -- query [--quick] [--shift=100] [--only=plain:10000] [--no-postgres]: how many posts a second the matcher
// takes on one core, texts in, ids and spans out.
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { measureFrequencies, parse, prepare, Matcher } from '../query/src/index.ts'
import type { Prepared } from '../query/src/index.ts'
import { blocked } from './query/blocked.ts'
import { makePosts, makeQueries, makeWords, zipf } from './query/data.ts'
import type { BenchQuery, SetName } from './query/data.ts'
import { plainIndex } from './query/plain-index.ts'
import { versusPostgres } from './query/postgres.ts'

const { values: options } = parseArgs({
  args: process.argv.slice(3),
  options: {
    quick: { type: 'boolean', default: false },
    shift: { type: 'string', default: '0' },
    only: { type: 'string' },
    'no-postgres': { type: 'boolean', default: false },
  },
})
const seconds = options.quick ? 1 : 4
const sizes = [1_000, 10_000, 100_000, 225_000]

const words = makeWords()
const draw = zipf(Number(options.shift))
const posts = makePosts(words, 60_000, 2, draw)
// What is known of the stream comes from other posts than those that are measured.
const frequencies = measureFrequencies(makePosts(words, 20_000, 3, draw))
const spans = new Int32Array(1 << 16)
// What is garbage must not count as memory of the matcher.
setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void

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

function* prepared(queries: readonly BenchQuery[]): Generator<[number, Prepared]> {
  for (const [i, { text }] of queries.entries()) {
    const preparation = prepare(text)
    if (!preparation.ok) throw new Error(`${text}: ${preparation.errors[0]?.message}`)
    yield [i, preparation.prepared]
  }
}

async function measure(set: SetName, size: number) {
  const queries = makeQueries(words, posts, size, set, draw)
  gc()
  const before = process.memoryUsage()
  const started = cpu()
  const matcher = new Matcher(prepared(queries), { frequencies })
  const compile = cpu() - started
  gc()
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
    !options['no-postgres'] && size === 10_000
      ? perSecond / (await versusPostgres(queries, posts, frequencies.word))
      : null
  const change = await blocked(matcher, [...prepared(queries.slice(0, 1000))], () => idsOnly(posts[seen % 1000]!))
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
      change_ms: round(change.one),
      rebuild_blocks_ms: round(change.rebuild),
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
for (const set of ['hard', 'plain'] as const) {
  for (const size of sizes)
    if (options.only === undefined || options.only === `${set}:${size}`) await measure(set, size)
}
