import type { Network, RemoveOutcome } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { openSignIn } from '../accounts/sign-in.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { carePermit } from './permit.ts'

/**
 * Cancels what another tool left with a network's own scheduler. It is care, and goes on during a halt (I12).
 * @throws NETWORK_UNSUPPORTED, NETWORK_REFUSED with what to do
 */
export async function cancelScheduled(
  core: Core,
  request: { readonly account: Account; readonly id: string; readonly detail: object; readonly actor: Actor },
): Promise<void> {
  const { account, id, detail, actor } = request
  const connector = core.connectors[account.network as Network]
  const unsupported = () =>
    errors.networkUnsupported('This network has no scheduler of its own.', { network: account.network })
  if (!connector.capabilities.listNativelyScheduled) throw unsupported()
  const { credentials, outcome: refused } = await openSignIn(core, account)
  const outcome: RemoveOutcome | undefined =
    credentials === undefined
      ? (refused ?? { kind: 'sign_in', detail: `${account.handle} has no sign-in` })
      : await connector.cancelScheduled?.(carePermit(newId(), core.clock), credentials, id)
  if (outcome === undefined) throw unsupported()
  if (outcome.kind !== 'removed') {
    const advice = `It still waits on the network: ${outcome.detail}. Try again, or cancel it there.`
    throw errors.networkRefused(advice, { outcome: outcome.kind })
  }
  await transact(core, (tx) =>
    record(tx, {
      workspaceId: account.workspaceId,
      action: 'account.scheduled_cancelled',
      actor,
      subject: { kind: 'account', id: account.id },
      detail: { ...detail, item: id },
    }),
  )
}
