import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Series } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { lockLanes, wakeLane } from '../deliveries/lane.ts'
import { moveAll } from '../deliveries/move.ts'
import { errors } from '../errors.ts'
import { beginSeries } from './create.ts'
import { findSeries, takeSeries, untouched } from './find.ts'

interface End {
  readonly workspaceId: string
  readonly id: string
  readonly actor: Actor
}

/**
 * Ends a series: what is still to come and was not changed by anybody is taken back. What somebody changed stays as it is.
 * @returns how many posts were taken back
 * @throws NOT_FOUND, SERIES_ENDED
 */
export async function endSeries(core: Core, request: End): Promise<number> {
  return transact(core, async (tx) => (await endIn(tx, request)).length)
}

/**
 * From one of its posts on a series goes by another rule, with that post's words: what comes after is taken back, and a new one
 * begins there. What comes before stays planned.
 * @throws NOT_FOUND, SERIES_ENDED, and as `createSeries`
 */
export async function changeSeries(
  core: Core,
  request: End & { readonly postId: string; readonly rule: string; readonly personId: string },
): Promise<Series> {
  const { workspaceId, postId, rule, personId, actor } = request
  return transact(core, async (tx) => {
    const own = await tx
      .selectFrom('occurrence')
      .select(['postId', 'dueAt'])
      .where('seriesId', '=', request.id)
      .where('postId', '=', postId)
      .executeTakeFirst()
    await endIn(tx, request, own?.dueAt)
    if (own === undefined) throw errors.notFound('This post is none of the series.', { field: 'postId' })
    await tx.deleteFrom('occurrence').where('postId', '=', postId).execute()
    return beginSeries(tx, { workspaceId, postId, rule, personId, actor })
  })
}

/** @param after what comes before stays planned, and what is due at this very instant too */
async function endIn(tx: Tx, { workspaceId, id, actor }: End, after?: Date): Promise<string[]> {
  const { postId } = await findSeries(tx, workspaceId, id)
  // posts before lanes, both in order: nobody waits in a circle
  await tx
    .selectFrom('occurrence as o')
    .innerJoin('post as p', 'p.id', 'o.postId')
    .select('p.id')
    .where('o.seriesId', '=', id)
    .where('o.dueAt', '>', sql<Date>`clock_timestamp()`)
    .orderBy('p.id')
    .forNoKeyUpdate('p')
    .execute()
  const series = await takeSeries(tx, id)
  if (series === undefined || series.endedAt !== null) throw errors.seriesEnded()
  await tx
    .updateTable('series')
    .set({ endedAt: sql<Date>`clock_timestamp()`, lookAt: null })
    .where('id', '=', id)
    .execute()
  const taken = await takeBack(tx, series, actor, after)
  const subject = { kind: 'series', id } as const
  await record(tx, { workspaceId, action: 'series.ended', actor, subject, postId, detail: { takenBack: taken.length } })
  return taken
}

async function takeBack(tx: Tx, series: Series, actor: Actor, after: Date | undefined): Promise<string[]> {
  const coming = tx
    .selectFrom('occurrence as o')
    .select('o.postId')
    .where('o.seriesId', '=', series.id)
    .where('o.dueAt', '>', sql<Date>`greatest(clock_timestamp(), ${after ?? null}::timestamptz)`)
    .where(untouched)
  const candidates = (await coming.execute()).map(({ postId }) => postId)
  if (candidates.length === 0) return []
  const deliveries = tx.selectFrom('delivery').selectAll().where('postId', 'in', candidates)
  const lanes = [...new Set((await deliveries.execute()).map(({ accountId }) => accountId))]
  await lockLanes(tx, lanes)
  // asked again: one may have left, or been changed, while the lanes were waited for
  const left = new Set((await coming.execute()).map(({ postId }) => postId))
  const taken = candidates.filter((postId) => left.has(postId))
  if (taken.length === 0) return []
  const set = { nextTryAt: null }
  const own = (await deliveries.execute()).filter(({ postId }) => taken.includes(postId))
  await moveAll(
    tx,
    own.map((delivery) => [delivery, { to: 'cancelled', actor, action: 'cancelled', set }]),
  )
  await tx
    .updateTable('post')
    .set({ deletedAt: sql<Date>`clock_timestamp()` })
    .where('id', 'in', taken)
    .execute()
  const { workspaceId } = series
  await record(
    tx,
    ...taken.map((postId) => {
      const subject = { kind: 'post', id: postId } as const
      return { workspaceId, action: 'post.deleted', actor, subject, postId, detail: { series: series.id } }
    }),
  )
  for (const accountId of lanes) await wakeLane(tx, accountId)
  return taken
}
