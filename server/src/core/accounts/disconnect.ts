import type { Account } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { findAccount } from './find.ts'

/** Forgets an account's sign-in. Its history stays; what is scheduled for it is held at the gate when it falls due. */
export async function disconnectAccount(
  core: Core,
  workspaceId: string,
  accountId: string,
  actor: Actor,
): Promise<Account> {
  return transact(core, async (tx) => {
    const account = await findAccount(tx, workspaceId, accountId)
    if (account.disconnectedAt !== null) throw errors.accountDisconnected()
    await tx.deleteFrom('accountCredentials').where('accountId', '=', accountId).execute()
    await record(tx, {
      workspaceId,
      action: 'account.disconnected',
      actor,
      subject: { kind: 'account', id: accountId },
      detail: { network: account.network, handle: account.handle },
    })
    return tx
      .updateTable('account')
      .set({ disconnectedAt: new Date() })
      .where('id', '=', accountId)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}
