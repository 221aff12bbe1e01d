import type { ChangeOutcome, Network, ReplyRule } from '../../connectors/contract.ts'
import { asJson } from '../../db/rows.ts'
import type { Delivery } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { findAccountById } from '../accounts/find.ts'
import { openSignIn } from '../accounts/sign-in.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { findDelivery, takeDelivery } from '../deliveries/find.ts'
import { deliveryCan } from '../deliveries/states.ts'
import { errors } from '../errors.ts'
import { carePermit } from './permit.ts'

/**
 * Changes who may reply to a post that is out. It puts nothing before the public, and who is being shouted down must be able to close
 * the replies: it is care, and goes on during a halt (I12).
 * @throws NOT_FOUND, DELIVERY_STATE_CONFLICT, NETWORK_UNSUPPORTED, NETWORK_REFUSED with what to do
 */
export async function changeReplyControl(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly id: string
    readonly rules: readonly ReplyRule[]
    readonly actor: Actor
  },
): Promise<Delivery> {
  const { workspaceId, id, rules, actor } = request
  const seen = await findDelivery(core.db, workspaceId, id)
  if (!deliveryCan('changeReplyControl', seen.state) || seen.remoteId === null || seen.afterId !== null) {
    throw errors.deliveryConflict(undefined, { state: seen.state })
  }
  const outcome = await setOnNetwork(core, seen.accountId, seen.remoteId, rules)
  if (outcome.kind !== 'changed') {
    const advice = `Who may reply may not have changed: ${outcome.detail}. Look at the post, and try again.`
    throw errors.networkRefused(advice, { outcome: outcome.kind })
  }
  return transact(core, async (tx) => {
    const delivery = await takeDelivery(tx, workspaceId, id, 'changeReplyControl')
    const before = delivery.outbound.options?.replyControl ?? ['everyone']
    const outbound = asJson({ ...delivery.outbound, options: { ...delivery.outbound.options, replyControl: rules } })
    const changed = await tx
      .updateTable('delivery')
      .set({ outbound })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const subject = { kind: 'delivery', id } as const
    const { postId } = delivery
    const detail = { before, rules }
    await record(tx, { workspaceId, action: 'delivery.reply_control_changed', actor, subject, postId, detail })
    return changed
  })
}

/** The network may call a sign-in expired before its time: then it is renewed, and asked once more. */
async function setOnNetwork(
  core: Core,
  accountId: string,
  remoteId: string,
  rules: readonly ReplyRule[],
): Promise<ChangeOutcome> {
  const account = await findAccountById(core.db, accountId)
  const connector = core.connectors[account.network as Network]
  const { capabilities } = connector
  const lacking = rules.find((rule) => !capabilities.replyControl.includes(rule))
  const unsupported = (what: string) => errors.networkUnsupported(what, { network: account.network })
  if (lacking !== undefined) throw unsupported(`It does not know “${lacking}”.`)
  const ask = async (renew: boolean): Promise<ChangeOutcome> => {
    const { credentials, outcome: refused } = await openSignIn(core, account, { renew })
    if (credentials === undefined) return refused ?? { kind: 'sign_in', detail: `${account.handle} has no sign-in` }
    const ready = await connector.prepareReplyControl?.(credentials, remoteId, rules)
    if (ready !== undefined && ready.kind !== 'ready') return ready
    const changed =
      ready && (await connector.setReplyControl?.(carePermit(newId(), core.clock), credentials, ready.prepared))
    if (changed === undefined) throw unsupported('Who may reply cannot be changed there.')
    return changed
  }
  const outcome = await ask(false)
  return outcome.kind === 'later' && outcome.reason === 'sign_in_expired' ? ask(true) : outcome
}
