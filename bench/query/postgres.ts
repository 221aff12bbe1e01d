// The same queries in PostgreSQL, the way one would do it there: a table of rarest required lexemes, joined to the
// post's own lexemes, and each candidate checked exactly with `@@`.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../server/src/db/embedded/start.ts'
import type { BenchQuery } from './data.ts'

const NEAR_WORDS = 5
const BATCH = 2000
const BATCHES = 4

/** Posts a second, one connection, in batches. PostgreSQL works in a process of its own: wall-clock time. */
export async function versusPostgres(
  queries: readonly BenchQuery[],
  posts: readonly string[],
  frequency: (term: string) => number,
): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-bench-'))
  const server = await startEmbedded(folder, { durable: false })
  try {
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await client.query('create table query (id int not null, q tsquery not null)')
    await client.query('create table anchor (lexeme text not null, id int not null)')
    const ids = queries.map((_, i) => i)
    await client.query('insert into query select * from unnest($1::int[], $2::tsquery[])', [ids, queries.map(tsquery)])
    const anchors = queries.flatMap((query, id) => rarest(query, frequency).map((lexeme) => ({ lexeme, id })))
    await client.query('insert into anchor select * from unnest($1::text[], $2::int[])', [
      anchors.map(({ lexeme }) => lexeme),
      anchors.map(({ id }) => id),
    ])
    await client.query('create index on anchor (lexeme, id)')
    await client.query('alter table query add primary key (id)')
    await client.query('vacuum analyze')
    // Two thousand posts a statement, so that neither round trips nor planning count. A prefix is anchored under its four
    // letters, so a post is asked for its words and for their beginnings.
    const text = `with post as materialized (
        select number, to_tsvector('simple', body) as words from unnest($1::text[]) with ordinality as p (body, number)
      ), candidate as materialized (
        select distinct p.number, a.id from post p
          cross join lateral unnest(tsvector_to_array(p.words)) as word
          cross join lateral (values (word), (left(word, 4) || '*')) as asked (lexeme)
          join anchor a on a.lexeme = asked.lexeme
      )
      select p.number, q.id from candidate c join post p on p.number = c.number join query q on q.id = c.id
        where p.words @@ q.q`
    const batch = (from: number) => client.query({ name: 'match', text, values: [posts.slice(from, from + BATCH)] })
    await batch(0)
    const start = performance.now()
    for (let i = 1; i <= BATCHES; i++) await batch(i * BATCH)
    const rate = (BATCH * BATCHES) / ((performance.now() - start) / 1000)
    await client.end()
    return rate
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

function tsquery({ text, kind, groups, not }: BenchQuery): string {
  const term = (one: string) => (one.endsWith('*') ? `${one.slice(0, -1)}:*` : one)
  const either = (group: readonly string[]) => `(${group.map(term).join(' | ')})`
  if (kind !== 'positional') return [...groups.map(either), ...not.map((one) => `!${one}`)].join(' & ')
  const [a, b] = [groups[0]![0]!, groups[1]![0]!]
  const distances = Array.from({ length: NEAR_WORDS + 1 }, (_, i) => i + 1)
  const side = text.includes(' NEAR/')
    ? distances.flatMap((n) => [`${a} <${n}> ${b}`, `${b} <${n}> ${a}`])
    : [`${a} <-> ${b}`]
  return [`(${side.join(' | ')})`, ...groups.slice(2).map(either)].join(' & ')
}

function rarest({ groups }: BenchQuery, frequency: (term: string) => number): string[] {
  const weight = (group: readonly string[]) => group.reduce((sum, term) => sum + frequency(term), 0)
  return groups.reduce((least, group) => (weight(group) < weight(least) ? group : least))
}
