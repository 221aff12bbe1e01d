import { Temporal } from 'temporal-polyfill'
import type { Tx } from '../../db/pool.ts'
import type { Delivery, Series } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { findWorkspace } from '../people/workspaces.ts'
import { takePost } from '../posts/find.ts'
import { wakeSeries } from './extend.ts'
import { hasEnd, occurrences, tidyRule } from './rule.ts'

export interface NewSeries {
  readonly workspaceId: string
  /** A post that is planned: the first of the series, whose words the others get. */
  readonly postId: string
  readonly rule: string
  readonly personId: string
  readonly actor: Actor
}

/**
 * Has a planned post come again by a rule, at the same time on the wall of the workspace's zone. The others are made ahead, each a post
 * of its own that the gate judges like any other.
 * @throws NOT_FOUND, VALIDATION_FAILED, SERIES_ENDLESS, SERIES_EXISTS, POST_SENT when it is not planned for one time
 */
export async function createSeries(core: Core, request: NewSeries): Promise<Series> {
  return transact(core, (tx) => beginSeries(tx, request))
}

export async function beginSeries(tx: Tx, request: NewSeries): Promise<Series> {
  const { workspaceId, postId, personId, actor } = request
  const post = await takePost(tx, workspaceId, postId)
  const { timeZone } = await findWorkspace(tx, workspaceId)
  const rule = tidyRule(request.rule, timeZone)
  const automatic = actor.kind !== 'person'
  if (automatic && !hasEnd(rule)) throw errors.seriesEndless('Give the rule a COUNT or an UNTIL.', { field: 'rule' })
  const known = await tx.selectFrom('occurrence').select('seriesId').where('postId', '=', postId).executeTakeFirst()
  if (known !== undefined) throw errors.seriesExists(undefined, { seriesId: known.seriesId })
  const dueAt = await onlyTime(tx, postId)
  const wall = Temporal.Instant.fromEpochMilliseconds(dueAt.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime()
  const startsAt = wall.toString({ smallestUnit: 'minute' })
  const day = 86_400_000
  const around = occurrences(
    { rule, timeZone, startsAt },
    new Date(dueAt.getTime() - day),
    new Date(dueAt.getTime() + day),
  )
  if (!around.some((one) => one.wall === startsAt)) {
    const remedy = `The post is planned for ${startsAt.replace('T', ' ')}, which is no time of this rule: move it, or change the rule.`
    throw errors.validation(remedy, { errors: [{ field: 'rule', problem: 'not_the_first', remedy }] })
  }
  const series = await tx
    .insertInto('series')
    .values({
      id: newId(),
      workspaceId,
      postId,
      rule,
      timeZone,
      startsAt,
      automatic,
      madeUntil: new Date(dueAt.getTime() + 60_000),
      createdBy: personId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('occurrence')
    .values({ seriesId: series.id, wall: startsAt, postId, dueAt, postVersion: post.version })
    .execute()
  const subject = { kind: 'series', id: series.id } as const
  await record(tx, {
    workspaceId,
    action: 'series.begun',
    actor,
    subject,
    postId,
    detail: { rule, timeZone, startsAt },
  })
  await wakeSeries(tx, series.id)
  return series
}

/** The one time at which all of a post is planned. @throws POST_SENT */
async function onlyTime(tx: Tx, postId: string): Promise<Date> {
  const live: Pick<Delivery, 'dueAt' | 'state'>[] = await tx
    .selectFrom('delivery')
    .select(['dueAt', 'state'])
    .where('postId', '=', postId)
    .where('state', '<>', 'cancelled')
    .execute()
  const [first] = live
  const one = live.every(({ dueAt, state }) => state === 'scheduled' && dueAt.getTime() === first?.dueAt.getTime())
  if (first === undefined || !one)
    throw errors.postSent('Only a post that is planned, for one time on all its accounts, can repeat.', {
      field: 'postId',
    })
  return first.dueAt
}
