import { sql } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import type { Db, Tx } from '../../db/pool.ts'
import { asJson } from '../../db/rows.ts'
import type { Post, Series } from '../../db/schema.ts'
import { VigieError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { record, systemActor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { setTargets, variantsOf } from '../posts/variants.ts'
import { deliver } from '../posts/write.ts'
import { takeSeries } from './find.ts'
import { nextOccurrence, occurrences, type Time } from './rule.ts'

const day = 86_400_000
/** Occurrences are made this long ahead, of now or of the first, so that each can be seen and changed in the calendar. */
const horizon = 60 * day
const actor = systemActor('repetition')

/** Adds the job that makes what is missing of a series. */
export async function wakeSeries(tx: Tx, seriesId: string): Promise<void> {
  await sql`select graphile_worker.add_job('extend_series', json_build_object('seriesId', ${seriesId}::text),
    job_key := 'series:' || ${seriesId}, max_attempts := 5)`.execute(tx)
}

/** The same for each that has not been looked at for a day, a few at a time. */
export async function addDueSeries(db: Db): Promise<void> {
  await sql`
    select graphile_worker.add_job('extend_series', json_build_object('seriesId', s.id), job_key := 'series:' || s.id, max_attempts := 5)
    from (select id from series where ended_at is null and look_at <= clock_timestamp() order by look_at limit 10) s`.execute(
    db,
  )
}

/**
 * Makes what is missing of a series up to the horizon, each occurrence in a transaction of its own. Nothing is made for a time that has
 * passed: what nobody could see beforehand does not go out by surprise (I7). Where one cannot be made, it says why and tries again later.
 */
export async function extendSeries(core: Core, seriesId: string): Promise<void> {
  const series = await core.db.selectFrom('series').selectAll().where('id', '=', seriesId).executeTakeFirst()
  if (series === undefined || series.endedAt !== null) return
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(core.db)
  const now = rows[0]?.now ?? core.clock.wall()
  const until = new Date(Math.max(now.getTime(), firstOf(series)) + horizon)
  const missed = occurrences(series, series.madeUntil, now).length
  const from = new Date(Math.max(series.madeUntil.getTime(), now.getTime()))
  let problem: string | null = null
  let made = from
  for (const time of occurrences(series, from, until)) {
    problem = await makeOccurrence(core, seriesId, time)
    if (problem !== null) break
    made = new Date(time.at.getTime() + 1)
  }
  await transact(core, async (tx) => {
    const current = await takeSeries(tx, seriesId)
    if (current === undefined || current.endedAt !== null) return
    const madeUntil = problem === null ? until : made
    const over = problem === null && nextOccurrence(series, madeUntil) === undefined
    const next = new Date(now.getTime() + (problem === null ? day : day / 24))
    await tx
      .updateTable('series')
      .set({ madeUntil, problem, lookAt: over ? null : next })
      .where('id', '=', seriesId)
      .execute()
    const said = missed > 0 || problem !== current.problem
    if (!said) return
    const subject = { kind: 'series', id: seriesId } as const
    const action = problem === null ? (missed > 0 ? 'series.missed' : 'series.goes_on') : 'series.stuck'
    const detail = { ...(missed > 0 ? { missed } : {}), ...(problem === null ? {} : { problem }) }
    await record(tx, { workspaceId: series.workspaceId, action, actor, subject, postId: series.postId, detail })
  })
}

const firstOf = ({ startsAt, timeZone }: Series) =>
  Temporal.PlainDateTime.from(startsAt).toZonedDateTime(timeZone).epochMilliseconds

/** @returns why it could not be made */
async function makeOccurrence(core: Core, seriesId: string, { wall, at }: Time): Promise<string | null> {
  try {
    await transact(core, async (tx) => {
      const series = await takeSeries(tx, seriesId)
      if (series === undefined || series.endedAt !== null) return
      const there = await tx
        .selectFrom('occurrence')
        .select('postId')
        .where('seriesId', '=', seriesId)
        .where('wall', '=', wall)
        .executeTakeFirst()
      if (there !== undefined) return
      const post = await copyOf(tx, series)
      const subject = { kind: 'post', id: post.id } as const
      const { workspaceId } = series
      const detail = { series: seriesId, wall }
      await record(tx, { workspaceId, action: 'post.repeated', actor, subject, postId: post.id, detail })
      const variants = await variantsOf(tx, [post.id])
      const when = { kind: 'at', at, automatic: series.automatic } as const
      await deliver(
        tx,
        core,
        post,
        variants.map(({ accountId }) => accountId),
        // what repeats on purpose is not asked about
        { when, actor, duplicate: 'accepted' },
      )
      await tx
        .insertInto('occurrence')
        .values({ seriesId, wall, postId: post.id, dueAt: at, postVersion: post.version })
        .execute()
    })
    return null
  } catch (error) {
    if (error instanceof VigieError) return error.code
    throw error
  }
}

/**
 * The words of the series, as a post of its own: those of its first occurrence that nobody rewrote. What somebody writes into one of
 * them is for that one alone.
 */
async function copyOf(tx: Tx, series: Series): Promise<Post> {
  const asMade = await tx
    .selectFrom('occurrence as o')
    .innerJoin('post as p', 'p.id', 'o.postId')
    .selectAll('p')
    .where('o.seriesId', '=', series.id)
    .whereRef('p.version', '=', 'o.postVersion')
    .orderBy('o.dueAt')
    .limit(1)
    .executeTakeFirst()
  const source =
    asMade ?? (await tx.selectFrom('post').selectAll().where('id', '=', series.postId).executeTakeFirstOrThrow())
  const { workspaceId, authorId, items, options, campaignId, tags } = source
  const words = { items: asJson(items), options: asJson(options) }
  const post = await tx
    .insertInto('post')
    .values({ id: newId(), workspaceId, authorId, ...words, campaignId, tags: [...tags] })
    .returningAll()
    .executeTakeFirstOrThrow()
  const variants = await variantsOf(tx, [source.id])
  await setTargets(
    tx,
    post,
    variants.map(({ accountId }) => accountId),
    variants,
  )
  return post
}
