import type { Network, SignInInput, SignInOutcome, SignInRefused } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Account } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { wakeLane } from '../deliveries/lane.ts'
import { errors } from '../errors.ts'
import { saveCredentials } from './credentials.ts'
import { findAccount } from './find.ts'
import { dropPictureUnless } from './picture.ts'

export type SignedIn = Extract<SignInOutcome, { kind: 'signed_in' }>

/** @throws ACCOUNT_SIGN_IN_REFUSED with the network's reason, and the field it concerns. */
async function signIn(core: Core, network: Network, input: SignInInput): Promise<SignedIn> {
  const outcome = await core.connectors[network].signIn(input)
  if (outcome.kind === 'signed_in') return outcome
  throw refusedBy(outcome)
}

/** ACCOUNT_SIGN_IN_REFUSED, as a network said it. */
export function refusedBy({ reason, field, retryAt, detail }: SignInRefused): Error {
  return errors.accountSignInRefused(detail, {
    reason,
    ...(field === undefined ? {} : { field }),
    ...(retryAt === undefined ? {} : { retryAt: retryAt.toISOString() }),
  })
}

/**
 * Connects an account to a workspace. One that was disconnected takes up its history again.
 * @throws ACCOUNT_SIGN_IN_REFUSED, ACCOUNT_EXISTS
 */
export async function connectAccount(
  core: Core,
  request: { workspaceId: string; network: Network; signIn: SignInInput; actor: Actor },
): Promise<Account> {
  return keepConnected(core, request, await signIn(core, request.network, request.signIn))
}

/** Keeps the account that a sign-in belongs to. @throws ACCOUNT_EXISTS */
export async function keepConnected(
  core: Core,
  request: { workspaceId: string; network: Network; actor: Actor },
  signedIn: SignedIn,
): Promise<Account> {
  const { workspaceId, network, actor } = request
  return transact(core, async (tx) => {
    const known = await tx
      .selectFrom('account')
      .selectAll()
      .where('workspaceId', '=', workspaceId)
      .where('network', '=', network)
      .where('remoteId', '=', signedIn.profile.id)
      .forUpdate()
      .executeTakeFirst()
    if (known !== undefined && known.disconnectedAt === null)
      throw errors.accountExists(undefined, { accountId: known.id })
    return store(
      tx,
      core,
      { id: known?.id ?? newId(), workspaceId, network, actor },
      signedIn,
      known === undefined ? 'connected' : 'reconnected',
    )
  })
}

/**
 * Signs a known account in again; its history and what is scheduled for it stay.
 * @throws ACCOUNT_SIGN_IN_REFUSED; ACCOUNT_OTHER when the sign-in is another account's
 */
export async function reconnectAccount(
  core: Core,
  request: { workspaceId: string; accountId: string; signIn: SignInInput; actor: Actor },
): Promise<Account> {
  const known = await findAccount(core.db, request.workspaceId, request.accountId)
  return keepReconnected(core, request, await signIn(core, known.network as Network, request.signIn))
}

/** Keeps the new sign-in of a known account. @throws NOT_FOUND, ACCOUNT_OTHER */
export async function keepReconnected(
  core: Core,
  request: { workspaceId: string; accountId: string; actor: Actor },
  signedIn: SignedIn,
): Promise<Account> {
  const { workspaceId, accountId, actor } = request
  const known = await findAccount(core.db, workspaceId, accountId)
  const network = known.network as Network
  if (signedIn.profile.id !== known.remoteId) {
    throw errors.accountOther(`This sign-in belongs to ${signedIn.profile.handle}, not to ${known.handle}.`, {
      field: 'handle',
    })
  }
  return transact(core, (tx) =>
    store(tx, core, { id: accountId, workspaceId, network, actor }, signedIn, 'reconnected'),
  )
}

async function store(
  tx: Tx,
  core: Core,
  request: { id: string; workspaceId: string; network: Network; actor: Actor },
  { profile, credentials }: SignedIn,
  action: 'connected' | 'reconnected',
): Promise<Account> {
  const { id, workspaceId, network, actor } = request
  const seen = {
    service: credentials['service'] ?? '',
    handle: profile.handle,
    displayName: profile.displayName,
    url: profile.url,
    avatarUrl: profile.avatarUrl ?? null,
    textLimits: profile.limits === undefined ? null : JSON.stringify(profile.limits),
    mediaLimits: profile.mediaLimits === undefined ? null : JSON.stringify(profile.mediaLimits),
    features: [...(profile.features ?? [])],
    health: 'ok' as const,
    healthDetail: null,
    checkedAt: new Date(),
    pausedUntil: null,
    disconnectedAt: null,
  }
  await dropPictureUnless(tx, id, seen.avatarUrl)
  const account = await tx
    .insertInto('account')
    .values({ id, workspaceId, network, remoteId: profile.id, ...seen })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'network', 'remoteId']).doUpdateSet(seen))
    .returningAll()
    .executeTakeFirstOrThrow()
  const connector = core.connectors[network]
  const [expiresAt, end] = [connector.expiresAt(credentials), connector.signInEnds(credentials)]
  await saveCredentials(tx, core.box, account.id, credentials, expiresAt, end)
  await record(tx, {
    workspaceId,
    action: `account.${action}`,
    actor,
    subject: { kind: 'account', id: account.id },
    detail: { network, handle: profile.handle, service: seen.service },
  })
  await wakeLane(tx, account.id)
  return account
}
