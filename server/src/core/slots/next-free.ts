import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import { errors } from '../errors.ts'
import { slotInstants } from './instants.ts'
import { readPlan } from './plan.ts'

const day = 86_400_000
/** Looked at together: one statement finds what is taken in it. */
const stretch = 28 * day
/** As far as anybody plans. */
const horizon = 730 * day

/**
 * The next slot of an account at which nothing is scheduled; undefined when it has no slots, or every one of the next two years is
 * taken.
 * @param after by the database's clock
 * @throws NOT_FOUND
 */
export async function findFreeSlot(
  db: Db,
  workspaceId: string,
  accountId: string,
  after: Date,
): Promise<Date | undefined> {
  const { slots, timeZone } = await readPlan(db, workspaceId, accountId)
  if (slots.length === 0) return undefined
  // a slot of this very instant has passed
  const first = after.getTime() + 1
  for (let from = first; from < first + horizon; from += stretch) {
    const [begin, end] = [new Date(from), new Date(from + stretch)]
    const taken = await takenBetween(db, accountId, begin, end)
    const free = slotInstants(slots, timeZone, begin, end).find((instant) => !taken.has(instant.getTime()))
    if (free !== undefined) return free
  }
  return undefined
}

/**
 * The slot a delivery is to have. Who asks holds the lane's lock until it has it, so that two people never get the same one.
 * @throws NOT_FOUND, SLOT_NONE
 */
export async function nextFreeSlot(tx: Tx, workspaceId: string, accountId: string, after: Date): Promise<Date> {
  const free = await findFreeSlot(tx, workspaceId, accountId, after)
  if (free === undefined) throw errors.slotNone('Set times for this account under Accounts, or name a time.')
  return free
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
