import type { Credentials, Network, PrepareOutcome } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import type { Core } from '../context.ts'
import { readCredentials, saveCredentials } from './credentials.ts'

/** A sign-in is renewed when it ends within this time, in ms: longer than a permit and its request live. */
const renewBefore = 90_000

export interface OpenSignIn {
  readonly credentials?: Credentials
  /** Why there are none now; absent too when the account simply has none. */
  readonly outcome?: Exclude<PrepareOutcome, { kind: 'ready' }>
}

/** An account's credentials, good for the next minute. Renewed by one process at a time: a second renewal would end the first. */
export async function openSignIn(core: Core, account: Account): Promise<OpenSignIn> {
  const open = await readCredentials(core.db, core.box, account.id)
  if (open === undefined) return {}
  const soon = (expiresAt: Date | null) =>
    expiresAt !== null && expiresAt.getTime() < core.clock.wall().getTime() + renewBefore
  if (!soon(open.expiresAt)) return { credentials: open.credentials }
  return core.db.transaction().execute(async (tx): Promise<OpenSignIn> => {
    // this row alone is locked while the network answers
    await tx
      .selectFrom('accountCredentials')
      .select('accountId')
      .where('accountId', '=', account.id)
      .forUpdate()
      .execute()
    const latest = await readCredentials(tx, core.box, account.id)
    if (latest === undefined) return {}
    if (!soon(latest.expiresAt)) return { credentials: latest.credentials }
    const renewed = await core.connectors[account.network as Network].refreshAuth(latest.credentials)
    if (renewed.kind === 'revoked') return { outcome: { kind: 'sign_in', detail: renewed.detail } }
    if (renewed.kind === 'transient') {
      const later = { kind: 'later', reason: 'unreachable', detail: renewed.detail } as const
      return { outcome: renewed.retryAt === undefined ? later : { ...later, retryAt: renewed.retryAt } }
    }
    await saveCredentials(tx, core.box, account.id, renewed.credentials, renewed.expiresAt)
    return { credentials: renewed.credentials }
  })
}
