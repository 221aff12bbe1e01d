import type { CheckOutcome, Network } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Account } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { wakeLane } from '../deliveries/lane.ts'
import { findAccountById } from './find.ts'
import { setHealth } from './health.ts'
import { dropPictureUnless } from './picture.ts'
import { openSignIn } from './sign-in.ts'

/** Looks at an account on its network and writes down its health, and its name and handle as they are now. */
export async function checkAccount(core: Core, account: Account, actor: Actor): Promise<Account> {
  if (account.disconnectedAt !== null) return account
  const outcome = await look(core, account)
  await transact(core, async (tx) => {
    switch (outcome.kind) {
      case 'ok': {
        const { handle, displayName, avatarUrl, url, limits, mediaLimits, features } = outcome.profile
        const textLimits = limits === undefined ? {} : { textLimits: JSON.stringify(limits) }
        const taken = mediaLimits === undefined ? {} : { mediaLimits: JSON.stringify(mediaLimits) }
        const known = features === undefined ? {} : { features: [...features] }
        const seen = { handle, displayName, url, avatarUrl: avatarUrl ?? null, ...textLimits, ...taken, ...known }
        await setHealth(tx, account.id, actor, { health: 'ok' })
        await dropPictureUnless(tx, account.id, seen.avatarUrl)
        await tx.updateTable('account').set(seen).where('id', '=', account.id).execute()
        await recordRenaming(tx, account, handle, actor)
        await wakeLane(tx, account.id)
        return
      }
      case 'sign_in':
        await setHealth(tx, account.id, actor, { health: 'needs_sign_in', detail: outcome.detail })
        return
      case 'rate_limited':
        await setHealth(tx, account.id, actor, {
          health: 'rate_limited',
          detail: outcome.detail,
          pausedUntil: outcome.retryAt ?? null,
        })
        return
      case 'restricted':
        await setHealth(tx, account.id, actor, { health: 'restricted', detail: outcome.detail })
        return
      case 'transient':
        await setHealth(tx, account.id, actor, { health: 'unreachable', detail: outcome.detail })
        return
    }
  })
  return findAccountById(core.db, account.id)
}

/** A handle may change on the network: people know the account by it. */
async function recordRenaming(tx: Tx, account: Account, handle: string, actor: Actor): Promise<void> {
  if (account.handle === handle) return
  await record(tx, {
    workspaceId: account.workspaceId,
    action: 'account.renamed',
    actor,
    subject: { kind: 'account', id: account.id },
    detail: { from: account.handle, to: handle },
  })
}

/** The sign-in is renewed first: what the network gave us before works on for a while after a person has revoked it there. */
async function look(core: Core, account: Account): Promise<CheckOutcome> {
  const signIn = await openSignIn(core, account, { renew: true })
  if (signIn.restricted !== undefined) return { kind: 'restricted', detail: signIn.restricted }
  if (signIn.outcome?.kind === 'sign_in') return { kind: 'sign_in', detail: signIn.outcome.detail }
  if (signIn.outcome?.kind === 'later' && signIn.outcome.retryAt !== undefined) {
    return { kind: 'rate_limited', retryAt: signIn.outcome.retryAt, detail: signIn.outcome.detail }
  }
  if (signIn.outcome !== undefined) return { kind: 'transient', detail: signIn.outcome.detail }
  if (signIn.credentials === undefined) return { kind: 'sign_in', detail: 'There is no sign-in for this account' }
  return core.connectors[account.network as Network].check(signIn.credentials)
}
