import type {
  Connector,
  Credentials,
  Network,
  Outbound,
  PrepareOutcome,
  PublishOutcome,
} from '../../connectors/contract.ts'
import type { Delivery } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { openSignIn } from '../accounts/sign-in.ts'
import type { Core } from '../context.ts'
import { thaw } from '../deliveries/freeze.ts'
import type { LaneHead } from '../deliveries/lane.ts'
import { dress } from '../media/dress.ts'
import type { Batches } from './batches.ts'
import { firmly } from './firmly.ts'
import { workerGone } from './grant.ts'
import { isMuted, onTheWire } from './mute.ts'
import { settle } from './settle.ts'
import { stayIn } from './stay-in.ts'
import { enterAnew } from './worker.ts'

/**
 * Takes one delivery through the gate: reversible preparation, the permit, the one request, the outcome. Every way out of here
 * leaves a state behind that a person can understand.
 */
export async function send(
  core: Core,
  batches: Batches,
  delivery: Delivery,
  head: Pick<LaneHead & { kind: 'ready' }, 'network' | 'textLimits' | 'mediaLimits' | 'features' | 'answers'>,
): Promise<void> {
  const { accountId } = delivery
  const network = head.network as Network
  const connector = core.connectors[network]
  const plain = thaw(delivery, head, head.answers)
  const isAhead = delivery.afterId !== null && plain.inReplyTo === undefined
  const signIn = await openSignIn(core, { id: accountId, network }, { read: batches.sealed })
  if (signIn.outcome !== undefined) return stayIn(core, delivery, signIn.outcome)
  // what is not prepared needs no pictures
  const dressed = isAhead ? undefined : await dress(core, delivery, plain, connector)
  if (dressed !== undefined && dressed.kind !== 'dressed') return stayIn(core, delivery, dressed)
  const outbound = dressed?.outbound ?? plain
  const prepared = await prepare(connector, outbound, signIn.credentials, isAhead)
  if (prepared !== undefined && prepared.kind !== 'ready') return stayIn(core, delivery, prepared)
  if (isMuted()) return
  const result = await batches.grant({ deliveryId: delivery.id, accountId, outbound, connector, attemptId: newId() })
  if (result.kind === 'refused') {
    core.log.debug({ deliveryId: delivery.id, why: result.why }, 'the gate kept a delivery in')
    if (result.why === workerGone) await enterAnew(core)
    return
  }
  const attempt = { sent: result.delivery, attemptId: result.permit.attemptId }
  const settleFirmly = (outcome: PublishOutcome) =>
    firmly(core, { deliveryId: delivery.id, attemptId: attempt.attemptId, outcome: outcome.kind }, () =>
      settle(core, batches, attempt, outcome),
    )
  if (prepared?.kind !== 'ready' || signIn.credentials === undefined) {
    // the checks let something pass that was never prepared: give the permit back
    const detail = 'Granted without preparation'
    return settleFirmly({ kind: 'later', reason: 'permit_expired', detail })
  }
  // no await between the permit and the call
  const { permit } = result
  const { credentials } = signIn
  const subject = outbound.subject?.id ?? ''
  const asked = onTheWire(() =>
    outbound.kind === 'edit'
      ? (connector.edit?.(permit, credentials, subject, prepared.prepared) ?? noEdit)
      : connector.publish(permit, credentials, prepared.prepared),
  )
  const outcome = await asked.catch((error: unknown): PublishOutcome => ({ kind: 'unknown', detail: String(error) }))
  await settleFirmly(outcome)
}

/** Never met: `validate` refuses an edit where the network has none. */
const noEdit = Promise.resolve<PublishOutcome>({
  kind: 'rejected',
  reason: 'unsupported',
  detail: 'This network has no edit',
})

/** Undefined where the gate's own checks will keep it in and say why: no sign-in, a thread that broke, a text that does not fit. */
async function prepare(
  connector: Connector,
  outbound: Outbound,
  credentials: Credentials | undefined,
  isAhead: boolean,
): Promise<PrepareOutcome | undefined> {
  if (credentials === undefined || isAhead || connector.validate(outbound).length > 0) return undefined
  return connector.prepare(credentials, outbound)
}
