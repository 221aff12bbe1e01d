import { sql } from 'kysely'
import type { Network, SignInRefused } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import { hashToken } from '../../lib/token.ts'
import type { Actor } from '../audit/record.ts'
import type { Core } from '../context.ts'
import { errors } from '../errors.ts'
import { may } from '../people/permissions.ts'
import { roleOf } from '../people/workspaces.ts'
import { redirectOf } from './begin-sign-in.ts'
import { openSecrets } from './begun-secrets.ts'
import { keepConnected, keepReconnected, refusedBy } from './connect.ts'
import { giveBack } from './give-back.ts'
import { appFor } from './network-app.ts'

/** What a person came back with from the network's page. */
export interface Returned {
  readonly state: string
  readonly code?: string | undefined
  /** `access_denied` where the person said no: RFC 6749, section 4.1.2.1. */
  readonly error?: string | undefined
  /** The network's words for it. */
  readonly errorDescription?: string | undefined
  /** Who the answer says it is from: RFC 9207. */
  readonly issuer?: string | undefined
}

/** A sign-in that somebody came back from. It is used up, whatever becomes of it. */
export interface Taken {
  readonly id: string
  readonly workspaceId: string
  readonly accountId: string | null
  readonly network: string
  readonly service: string
  readonly returnTo: string
  readonly sealed: Buffer
  /** The person took longer than it was open. */
  readonly isOver: boolean
}

/** The sign-in that this person began, once. Undefined when it was used, is long over, or somebody else's. */
export async function takeSignIn(core: Core, personId: string, state: string): Promise<Taken | undefined> {
  return core.db
    .deleteFrom('begunSignIn')
    .where('stateHash', '=', hashToken(state))
    .where('personId', '=', personId)
    .returning(['id', 'workspaceId', 'accountId', 'network', 'service', 'returnTo', 'sealed'])
    .returning(sql<boolean>`expires_at <= clock_timestamp()`.as('isOver'))
    .executeTakeFirst()
}

/** Why there is no code. A page that was open too long has the same error as a no, and other words. */
function refusalIn({ error, errorDescription = '' }: Returned): SignInRefused {
  if (error !== 'access_denied') return { kind: 'refused', reason: 'invalid', detail: 'The network sent no code' }
  if (/expired/i.test(errorDescription)) {
    return { kind: 'refused', reason: 'sign_in_over', detail: 'The network’s page was open too long' }
  }
  return { kind: 'refused', reason: 'refused_by_person', detail: 'The person said no on the network’s page' }
}

/**
 * Connects the account, or signs it in again, with what the person came back with.
 * @throws FORBIDDEN when the person may no longer; ACCOUNT_SIGN_IN_REFUSED, ACCOUNT_EXISTS, ACCOUNT_OTHER, NOT_FOUND
 */
export async function finishSignIn(
  core: Core,
  taken: Taken,
  returned: Returned,
  who: { readonly personId: string; readonly actor: Actor },
): Promise<Account> {
  const { workspaceId, accountId, service, returnTo } = taken
  const network = taken.network as Network
  const role = await roleOf(core.db, workspaceId, who.personId)
  if (role === undefined || !may(role, 'account.manage')) throw errors.forbidden()
  const redirect = redirectOf(core, network)
  const secrets = openSecrets(core.box, taken.id, taken.sealed)
  if (taken.isOver || secrets === undefined) {
    throw refusedBy({ kind: 'refused', reason: 'sign_in_over', detail: 'It was open for ten minutes: begin again' })
  }
  if (returned.code === undefined) {
    throw refusedBy(refusalIn(returned))
  }
  const app = await appFor(core, redirect, { network, service, returnTo })
  const { code, issuer } = returned
  const outcome = await redirect.finish(service, app, { ...secrets, returnTo, code, issuer })
  if (outcome.kind === 'refused') throw refusedBy(outcome)
  const { actor } = who
  try {
    return await (accountId === null
      ? keepConnected(core, { workspaceId, network, actor }, outcome)
      : keepReconnected(core, { workspaceId, accountId, actor }, outcome))
  } catch (error) {
    // what is not kept is given back
    await giveBack(core, network, outcome.credentials)
    throw error
  }
}
