import type { AccountHealth } from '../../db/schema.ts'
import { inBatches } from '../../lib/batch.ts'
import { readSealed, type SealedCredentials } from '../accounts/credentials.ts'
import type { Core } from '../context.ts'
import { type LaneHead, laneHeads } from '../deliveries/lane.ts'
import { grantAlone } from './grant-alone.ts'
import { grant, type Grant, type Request } from './grant.ts'
import { type Publication, settlePublished } from './settle-published.ts'

/**
 * What a process asks the database for its lanes. Many lanes move at the same moments, so they ask together: one statement, or one
 * transaction, for some of them costs little more than for one (bench/README.md).
 */
export interface Batches {
  laneHead(accountId: string): Promise<LaneHead>
  sealed(accountId: string): Promise<SealedCredentials | undefined>
  grant(request: Request): Promise<Grant>
  settlePublished(publication: Publication): Promise<AccountHealth | undefined>
}

/** Most in a transaction of permits. It shares the halt lock, and a stop waits for it: some milliseconds, not more. */
const mostPermits = 16
/** Most in one statement by itself, which nobody waits for. */
const most = 48

export function openBatches(core: Core): Batches {
  const onFailure = (err: unknown) =>
    core.log.warn({ err }, 'a batch of the gate failed: each of its members is tried alone')
  return {
    laneHead: inBatches({
      many: async (ids) => {
        const heads = await laneHeads(core.db, ids)
        return ids.map((id) => heads.get(id) ?? { kind: 'empty' })
      },
      one: async (id) => (await laneHeads(core.db, [id])).get(id) ?? { kind: 'empty' },
      most,
      onFailure,
    }),
    sealed: inBatches({
      many: async (ids) => {
        const sealed = await readSealed(core.db, ids)
        return ids.map((id) => sealed.get(id))
      },
      one: async (id) => (await readSealed(core.db, [id])).get(id),
      most,
      onFailure,
    }),
    grant: inBatches<Request, Grant>({
      many: (requests) => grant(core, requests, 'skip'),
      one: (request, failed) => grantAlone(core, request, failed),
      most: mostPermits,
      onFailure,
    }),
    settlePublished: inBatches({
      many: (publications) => settlePublished(core, publications),
      one: async (publication) => (await settlePublished(core, [publication]))[0],
      most,
      onFailure,
    }),
  }
}
