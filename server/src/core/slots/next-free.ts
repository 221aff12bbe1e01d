import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import { errors } from '../errors.ts'
import { slotInstants } from './instants.ts'
import { readPlan } from './plan.ts'

const day = 86_400_000
/** Looked at together: one statement finds what is taken in it. */
const stretch = 28 * day
/** As far as anybody plans. */
const horizon = 730 * day

/**
 * The next slot of an account at which nothing is scheduled. Who takes it holds the lane's lock, so that two people never get the
 * same one.
 * @param after by the database's clock
 * @throws NOT_FOUND; SLOT_NONE when the account has no slots, or every one of the next two years is taken
 */
export async function nextFreeSlot(db: Db, workspaceId: string, accountId: string, after: Date): Promise<Date> {
  const { slots, timeZone } = await readPlan(db, workspaceId, accountId)
  if (slots.length === 0) throw errors.slotNone('This account’s queue has no times yet: set them under Accounts.')
  // a slot of this very instant has passed
  const first = after.getTime() + 1
  for (let from = first; from < first + horizon; from += stretch) {
    const [begin, end] = [new Date(from), new Date(from + stretch)]
    const taken = await takenBetween(db, accountId, begin, end)
    const free = slotInstants(slots, timeZone, begin, end).find((instant) => !taken.has(instant.getTime()))
    if (free !== undefined) return free
  }
  throw errors.slotNone('Every slot of the next two years is taken: add times to this account’s queue.')
}

async function takenBetween(db: Db, accountId: string, from: Date, to: Date): Promise<Set<number>> {
  const rows = await db
    .selectFrom('delivery')
    .select('dueAt')
    .where('accountId', '=', accountId)
    .where('state', '=', sql.lit('scheduled'))
    .where('dueAt', '>=', from)
    .where('dueAt', '<', to)
    .execute()
  return new Set(rows.map(({ dueAt }) => dueAt.getTime()))
}
