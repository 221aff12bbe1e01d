import type { Network, RemoveOutcome } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Delivery } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { findAccountById } from '../accounts/find.ts'
import { openSignIn } from '../accounts/sign-in.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { cancelDelivery } from '../deliveries/cancel.ts'
import { findDelivery, takeDelivery } from '../deliveries/find.ts'
import { move, moveAll } from '../deliveries/move.ts'
import { deliveryCan } from '../deliveries/states.ts'
import { cancelRest, restOf } from '../deliveries/thread.ts'
import { errors } from '../errors.ts'
import { carePermit } from './permit.ts'

/**
 * Takes a published post down from its network. This is care, not speech: a halt does not stop it (I12). Taking down what is gone
 * already succeeds.
 * @param also what belongs to it: told in its entry, and done in its transaction
 * @throws NOT_FOUND, DELIVERY_STATE_CONFLICT, NETWORK_REFUSED with what to do
 */
export async function takeDown(
  core: Core,
  workspaceId: string,
  id: string,
  actor: Actor,
  also: { readonly audit?: object; done?(tx: Tx): Promise<void> } = {},
): Promise<Delivery> {
  const seen = await findDelivery(core.db, workspaceId, id)
  if (!deliveryCan('takeDown', seen.state) || seen.remoteId === null) {
    throw errors.deliveryConflict(undefined, { state: seen.state })
  }
  const outcome = await removeFromNetwork(core, seen.accountId, seen.remoteId)
  if (outcome.kind !== 'removed') {
    throw errors.networkRefused(
      `The post is still public: ${outcome.detail}. Try again, or delete it on the network.`,
      {
        outcome: outcome.kind,
      },
    )
  }
  const gone = await transact(core, async (tx) => {
    const delivery = await takeDelivery(tx, workspaceId, id, 'takeDown')
    await also.done?.(tx)
    const audit = also.audit ?? {}
    const change = { to: 'retracted', actor, action: 'retracted', audit } as const
    // an edit and what it rewrote are one post there
    const same = await tx
      .selectFrom('delivery')
      .selectAll()
      .where('accountId', '=', delivery.accountId)
      .where('remoteId', '=', seen.remoteId)
      .where('state', '=', 'published')
      .where('id', '<>', id)
      .execute()
    await moveAll(
      tx,
      same.map((one) => [one, change]),
    )
    return move(tx, delivery, change)
  })
  await cancelFollowers(core, gone, actor)
  return gone
}

/** What was to repeat or rewrite it has nothing to do any more. */
async function cancelFollowers(core: Core, { id, workspaceId }: Delivery, actor: Actor): Promise<void> {
  const followers = await core.db
    .selectFrom('delivery')
    .select('id')
    .where('subjectId', '=', id)
    .where('state', 'in', ['scheduled', 'held', 'failed'])
    .execute()
  for (const follower of followers) {
    await cancelDelivery(core, workspaceId, follower.id, actor).catch((error: unknown) => {
      // it has left meanwhile: the network says what comes of it
      if (!errors.deliveryConflict.is(error)) throw error
    })
  }
}

/**
 * Takes a published post down, and with it what follows it in its thread: what is still in is taken back, what is out goes last first,
 * so that nothing is left hanging.
 * @throws as `takeDown`; what was taken down by then stays so. DELIVERY_STATE_CONFLICT too while one of them is on the wire
 */
export async function takeDownThread(core: Core, workspaceId: string, id: string, actor: Actor): Promise<Delivery> {
  const out = await transact(core, async (tx) => {
    const delivery = await takeDelivery(tx, workspaceId, id, 'takeDown')
    await cancelRest(tx, delivery, actor)
    return restOf(tx, delivery, ['published', 'sending'])
  })
  if (out.some(({ state }) => state === 'sending')) {
    const advice = 'An item of its thread is on its way at this moment; no other follows it. Try again in some seconds.'
    throw errors.deliveryConflict(advice, { state: 'sending' })
  }
  // what a person saw there, and Vigie cannot reach, stays theirs to take down
  const reachable = out.filter(({ remoteId }) => remoteId !== null)
  for (const later of reachable.toReversed())
    await takeDown(core, workspaceId, later.id, actor, { audit: { with: id } })
  return takeDown(core, workspaceId, id, actor)
}

/**
 * The network may call a sign-in expired before its time, or refuse how the request was proven: then nothing was done, and it is asked
 * once more, with a sign-in renewed where that is what is wanted, and a permit of its own.
 */
async function removeFromNetwork(core: Core, accountId: string, remoteId: string): Promise<RemoveOutcome> {
  const account = await findAccountById(core.db, accountId)
  const connector = core.connectors[account.network as Network]
  const ask = async (renew: boolean): Promise<RemoveOutcome> => {
    const { credentials, outcome: refused } = await openSignIn(core, account, { renew })
    if (credentials === undefined) return refused ?? { kind: 'sign_in', detail: `${account.handle} has no sign-in` }
    return connector.remove(carePermit(newId(), core.clock), credentials, remoteId)
  }
  const outcome = await ask(false)
  if (outcome.kind !== 'later') return outcome
  if (outcome.reason === 'permit_expired') return ask(false)
  return outcome.reason === 'sign_in_expired' ? ask(true) : outcome
}
