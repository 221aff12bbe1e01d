import type { Network } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import { findAccount } from '../accounts/find.ts'
import type { Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { takeDelivery } from './find.ts'
import { freeze } from './freeze.ts'
import { lockLane, wakeLane } from './lane.ts'
import type { Part } from './parts.ts'
import { append, toDue, type When } from './schedule.ts'

interface Asked {
  readonly workspaceId: string
  /** The delivery whose post it is about. */
  readonly id: string
  readonly when: When
  readonly actor: Actor
}

/**
 * Repeats a published post, from its own account or another of its network. A repost is a delivery like every other: it has its
 * time, passes the gate, is stopped by a stop, looked up when its answer is lost, and can be taken down.
 * @throws NOT_FOUND, DELIVERY_STATE_CONFLICT, NETWORK_UNSUPPORTED, ACCOUNT_DISCONNECTED, TIME_PAST, SLOT_NONE
 */
export async function repost(core: Core, asked: Asked & { readonly accountId?: string | undefined }): Promise<string> {
  return transact(core, async (tx) => {
    const of = await takePublished(tx, asked, 'repost')
    const account = await findAccount(tx, asked.workspaceId, asked.accountId ?? of.accountId)
    const own = await findAccount(tx, asked.workspaceId, of.accountId)
    if (account.network !== own.network || (account.id !== own.id && account.service !== own.service))
      throw errors.networkUnsupported('A post is reposted on its own network and service.', {
        network: account.network,
      })
    const part = { kind: 'repost', text: '', languages: [], media: [], options: {} } as const
    return follow(tx, core, { ...asked, of, account, part })
  })
}

/**
 * Rewrites a published post on its network, where the network has that. An edit is a delivery like every other, as a repost is.
 * @throws NOT_FOUND, DELIVERY_STATE_CONFLICT, NETWORK_UNSUPPORTED, POST_INVALID, ACCOUNT_DISCONNECTED, TIME_PAST, SLOT_NONE
 */
export async function editPublished(core: Core, asked: Asked & { readonly text: string }): Promise<string> {
  return transact(core, async (tx) => {
    const of = await takePublished(tx, asked, 'edit')
    const account = await findAccount(tx, asked.workspaceId, of.accountId)
    const { languages, options = {} } = of.outbound
    // its pictures are there already, and stay
    const part = { kind: 'edit', text: asked.text, languages, media: [], options } as const
    return follow(tx, core, { ...asked, of, account, part })
  })
}

async function takePublished(tx: Tx, { workspaceId, id }: Asked, action: 'repost' | 'edit'): Promise<Delivery> {
  const delivery = await takeDelivery(tx, workspaceId, id, action)
  if (delivery.remoteId === null || delivery.subjectId !== null)
    throw errors.deliveryConflict('Only a post of its own, that Vigie knows on its network, can be taken up again.', {
      state: delivery.state,
    })
  return delivery
}

/** Makes the delivery that follows another one. */
async function follow(
  tx: Tx,
  core: Core,
  request: Asked & { readonly of: Delivery; readonly account: Account; readonly part: Part },
): Promise<string> {
  const { of, account, part, when, actor, workspaceId } = request
  if (account.disconnectedAt !== null)
    throw errors.accountDisconnected(`${account.handle} is disconnected: connect it again first.`)
  if (!core.connectors[account.network as Network].capabilities.kinds.includes(part.kind))
    throw errors.networkUnsupported(undefined, { network: account.network })
  await lockLane(tx, account.id)
  const pending = tx
    .selectFrom('delivery')
    .select('id')
    .where('subjectId', '=', of.id)
    .where('accountId', '=', account.id)
    .where('kind', '=', part.kind)
    .where('state', 'in', [
      'scheduled',
      'sending',
      'unconfirmed',
      'held',
      ...(part.kind === 'repost' ? ['published' as const] : []),
    ])
  if ((await pending.executeTakeFirst()) !== undefined)
    throw errors.deliveryConflict('There is one under way already.', { state: of.state })
  const due = await toDue(tx, workspaceId, account.id, when)
  const { remoteId, remoteVersion } = of
  const version = remoteVersion === null ? {} : { version: remoteVersion }
  const frozen = await freeze(
    tx,
    core,
    account,
    [{ ...part, subject: { deliveryId: of.id, id: remoteId ?? '', ...version } }],
    due.dueAt,
  )
  const [id = ''] = await append(tx, { post: { id: of.postId, workspaceId }, account, actor }, frozen, [], due)
  await wakeLane(tx, account.id)
  return id
}
