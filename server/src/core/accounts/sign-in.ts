import type { Credentials, Network, PrepareOutcome } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import { SealedError } from '../../lib/secret-box.ts'
import { type Core, transact } from '../context.ts'
import { openSealed, readCredentials, readSealed, saveCredentials, type SealedCredentials } from './credentials.ts'
import { markRestricted } from './health.ts'

/** A sign-in is renewed when it ends within this time, in ms: longer than a permit and its request live. */
const renewBefore = 90_000

export interface OpenSignIn {
  readonly credentials?: Credentials
  /** The network has shut the account, which is written down: the gate holds what falls due and says why. */
  readonly restricted?: string
  /** Why there are none now; absent too when the account simply has none. */
  readonly outcome?: Exclude<PrepareOutcome, { kind: 'ready' }>
}

interface Opening {
  /** Renews them in any case: a network tells only then that a sign-in was revoked. */
  readonly renew?: boolean
  /** Reads what is kept; where many are opened at once, together. */
  readonly read?: (accountId: string) => Promise<SealedCredentials | undefined>
}

/** An account's credentials, good for the next minute. Renewed by one process at a time: a second renewal would end the first. */
export async function openSignIn(
  core: Core,
  account: Pick<Account, 'id' | 'network'>,
  opening: Opening = {},
): Promise<OpenSignIn> {
  try {
    const opened = await open(core, account, opening)
    const { restricted } = opened
    // after the renewal's transaction: an account is never locked after its credentials
    if (restricted !== undefined) await transact(core, (tx) => markRestricted(tx, account.id, restricted))
    return opened
  } catch (err) {
    if (!(err instanceof SealedError)) throw err
    // the system stays up: this account waits for its key, or for a person who signs it in anew
    core.log.error({ err, accountId: account.id }, 'the sign-in of an account cannot be opened')
    return { outcome: { kind: 'sign_in', detail: `${err.message} Or connect the account again.` } }
  }
}

async function open(
  core: Core,
  account: Pick<Account, 'id' | 'network'>,
  { renew = false, read = async (id) => (await readSealed(core.db, [id])).get(id) }: Opening,
): Promise<OpenSignIn> {
  const sealed = await read(account.id)
  if (sealed === undefined) return {}
  const kept = openSealed(core.box, sealed)
  const before = kept.expiresAt?.getTime()
  const soon = (expiresAt: Date | null) =>
    expiresAt !== null &&
    (expiresAt.getTime() < core.clock.wall().getTime() + renewBefore || (renew && expiresAt.getTime() === before))
  if (!soon(kept.expiresAt)) return { credentials: kept.credentials }
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
    const connector = core.connectors[account.network as Network]
    const renewed = await connector.refreshAuth(latest.credentials)
    if (renewed.kind === 'revoked') return { outcome: { kind: 'sign_in', detail: renewed.detail } }
    if (renewed.kind === 'restricted') return { restricted: renewed.detail }
    if (renewed.kind === 'transient') {
      const later = { kind: 'later', reason: 'unreachable', detail: renewed.detail } as const
      return { outcome: renewed.retryAt === undefined ? later : { ...later, retryAt: renewed.retryAt } }
    }
    const { credentials, expiresAt } = renewed
    await saveCredentials(tx, core.box, account.id, credentials, expiresAt, connector.signInEnds(credentials))
    return { credentials }
  })
}
