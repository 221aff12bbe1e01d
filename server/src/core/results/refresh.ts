import { sql } from 'kysely'
import type { Core } from '../context.ts'
import { findDelivery } from '../deliveries/find.ts'
import { fetchResults } from './fetch.ts'

/** Asked again so soon, what is known already is the answer, in seconds. */
const fresh = 30

/** Reads what became of one delivery now, because a person wants to know. @throws NOT_FOUND */
export async function refreshResults(core: Core, workspaceId: string, id: string): Promise<void> {
  const { accountId, state, remoteId } = await findDelivery(core.db, workspaceId, id)
  if (state !== 'published' || remoteId === null) return
  const seen = await core.db
    .selectFrom('deliveryResult')
    .select('deliveryId')
    .where('deliveryId', '=', id)
    .where('seenAt', '>', sql<Date>`clock_timestamp() - make_interval(secs => ${fresh})`)
    .executeTakeFirst()
  if (seen === undefined) await fetchResults(core, accountId, [id])
}
