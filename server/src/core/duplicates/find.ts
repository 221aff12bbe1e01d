import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { DeliveryState } from '../../db/schema.ts'
import { nearly, similarTo } from './similarity.ts'

/** Something said, or about to be said, that a new post repeats. */
export interface Duplicate {
  readonly deliveryId: string
  readonly postId: string
  readonly accountId: string
  readonly at: Date
  readonly state: DeliveryState
  readonly text: string
  /** Not only nearly. */
  readonly same: boolean
}

/** Compared at most, the latest first: more than anybody says to one account in a year. */
const most = 5000

/** What counts as said: out, or on its way out. What failed, was cancelled or taken down does not. */
const said = sql<boolean>`d.state in ('scheduled', 'sending', 'published', 'held', 'unconfirmed')`

/**
 * The nearest in time of what an account says within some days of an instant, before or after, in the same or nearly the same words.
 * A thread is compared by its first item.
 */
export async function findDuplicate(
  db: Db,
  asked: {
    readonly accountId: string
    readonly words: string
    readonly at: Date
    readonly days: number
    /** A post does not repeat itself. */
    readonly postId?: string
  },
): Promise<Duplicate | undefined> {
  const { accountId, words, at, days, postId } = asked
  if (words === '' || days === 0) return undefined
  let select = db
    .selectFrom('delivery as d')
    .select(['d.id', 'd.words', sql<number>`abs(extract(epoch from d.due_at - ${at}::timestamptz))::float8`.as('away')])
    .where('d.accountId', '=', accountId)
    .where('d.words', 'is not', null)
    .where(sql<boolean>`d.due_at >= ${at}::timestamptz - make_interval(days => ${days})`)
    .where(sql<boolean>`d.due_at <= ${at}::timestamptz + make_interval(days => ${days})`)
    .where(sql<boolean>`length(d.words) between ${Math.floor(words.length * 0.7)} and ${Math.ceil(words.length * 1.4)}`)
    .where(said)
  if (postId !== undefined) select = select.where('d.postId', '<>', postId)
  const candidates = await select.orderBy('d.dueAt', 'desc').limit(most).execute()
  const similarity = similarTo(words)
  const nearest = candidates
    .toSorted((a, b) => a.away - b.away)
    .find((candidate) => similarity(candidate.words ?? '') >= nearly)
  if (nearest === undefined) return undefined
  const { dueAt, sentAt, outbound, ...found } = await db
    .selectFrom('delivery')
    .select(['id as deliveryId', 'postId', 'accountId', 'dueAt', 'sentAt', 'state', 'outbound'])
    .where('id', '=', nearest.id)
    .executeTakeFirstOrThrow()
  return { ...found, at: sentAt ?? dueAt, text: outbound.text, same: nearest.words === words }
}
