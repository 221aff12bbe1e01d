import type { Network } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import { SealedError } from '../../lib/secret-box.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { openSealed, type SealedCredentials } from './credentials.ts'
import { findAccount } from './find.ts'
import { giveBack } from './give-back.ts'

/** Forgets an account's sign-in, and gives it back to the network. Its history stays; what is scheduled for it is held at the gate when it falls due. */
export async function disconnectAccount(
  core: Core,
  workspaceId: string,
  accountId: string,
  actor: Actor,
): Promise<Account> {
  const { account: gone, kept } = await transact(core, async (tx) => {
    const account = await findAccount(tx, workspaceId, accountId)
    if (account.disconnectedAt !== null) throw errors.accountDisconnected()
    const sealed = await tx
      .deleteFrom('accountCredentials')
      .where('accountId', '=', accountId)
      .returningAll()
      .executeTakeFirst()
    await record(tx, {
      workspaceId,
      action: 'account.disconnected',
      actor,
      subject: { kind: 'account', id: accountId },
      detail: { network: account.network, handle: account.handle },
    })
    const after = await tx
      .updateTable('account')
      .set({ disconnectedAt: new Date() })
      .where('id', '=', accountId)
      .returningAll()
      .executeTakeFirstOrThrow()
    return { account: after, kept: sealed }
  })
  if (kept !== undefined) await giveBackSealed(core, gone, kept)
  return gone
}

/** One that no key opens stays what it is. */
async function giveBackSealed(core: Core, { network }: Account, kept: SealedCredentials): Promise<void> {
  try {
    await giveBack(core, network as Network, openSealed(core.box, kept).credentials)
  } catch (error) {
    if (!(error instanceof SealedError)) throw error
  }
}
