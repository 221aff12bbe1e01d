import type { Network, Outbound, OutboundKind, RemoteRef } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import { asJson } from '../../db/rows.ts'
import type { Account, Delivery } from '../../db/schema.ts'
import type { Core } from '../context.ts'
import { wordsOf } from '../duplicates/words.ts'
import { errors } from '../errors.ts'
import { altMissing } from '../media/alt.ts'
import { usedBy } from '../media/used-by.ts'
import type { Part } from './parts.ts'

type Server = Pick<Account, 'textLimits' | 'mediaLimits' | 'features'>
type Speaker = Server & Pick<Account, 'workspaceId' | 'network' | 'handle'>

/** What the network is asked for, frozen with a key of its own. */
export interface Frozen {
  readonly part: Part
  readonly outbound: Outbound
}

/**
 * Freezes the acts of a post for one account. Each has the instant written into it at which it is to go out, the later ones a little
 * after the earlier: networks put them in that order.
 * @throws POST_INVALID with the network's reasons
 */
export async function freeze(
  tx: Tx,
  core: Core,
  account: Speaker,
  parts: readonly Part[],
  dueAt: Date,
): Promise<Frozen[]> {
  const { needsAlt, mediaOf } = await usedBy(tx, account.workspaceId, parts)
  const connector = core.connectors[account.network as Network]
  const frozen = freezeUnchecked(core, account, parts, dueAt).map(({ part, outbound }) => ({
    part,
    outbound: { ...outbound, media: mediaOf(part) },
  }))
  const problems = frozen.flatMap(({ outbound }, at) =>
    [...connector.validate(outbound), ...(needsAlt ? altMissing(outbound.media) : [])].map((problem) => ({
      ...problem,
      field: fieldOf(parts, at, problem.field),
    })),
  )
  if (problems.length > 0) {
    const shown = problems.map(({ field, code, detail }) => {
      return { field, problem: code, remedy: detail, account: account.handle }
    })
    throw errors.postInvalid(problems[0]?.detail, { errors: shown })
  }
  return frozen
}

/** The same, without asking what the network would refuse. */
export function freezeUnchecked(core: Core, account: Speaker, parts: readonly Part[], dueAt: Date): Frozen[] {
  const connector = core.connectors[account.network as Network]
  const began = Math.max(core.clock.wall().getTime(), dueAt.getTime())
  return parts.map((part, at) => {
    const createdAt = new Date(began + at)
    const { kind, text, languages, options, subject } = part
    const of = subject === undefined ? {} : { subject: refOf(subject) }
    const key = connector.newKey(createdAt)
    return { part, outbound: { kind, key, createdAt, text, languages, options, ...of, ...serverOf(account) } }
  })
}

/** A field of an act as the post has it: `items.1.text`. */
function fieldOf(parts: readonly Part[], at: number, field: string): string {
  if (field !== 'text' && !/^media\b/.test(field)) return field
  return parts[at]?.kind === 'first_comment' ? `options.firstComment.${field}` : `items.${at}.${field}`
}

/** What the network knows of a subject. */
const refOf = ({ id, version }: NonNullable<Part['subject']>): RemoteRef =>
  version === undefined ? { id } : { id, version }

/** What the account's own server said of itself. */
function serverOf({ textLimits, mediaLimits, features }: Server) {
  return {
    features,
    ...(textLimits === null ? {} : { limits: textLimits }),
    ...(mediaLimits === null ? {} : { mediaLimits }),
  }
}

/** Columns of a frozen act. */
export function frozenColumns({ part, outbound }: Frozen) {
  const { kind, media, text, languages, options, subject } = part
  const { key, createdAt } = outbound
  // a thread is compared by its first item
  const words = kind === 'post' || kind === 'edit' ? wordsOf(text) : null
  const of = subject === undefined ? {} : { subject: refOf(subject) }
  const outboundJson = asJson({ text, languages, createdAt, media, options, ...of })
  return {
    kind,
    key,
    words,
    outbound: outboundJson,
    ...(subject === undefined ? {} : { subjectId: subject.deliveryId }),
  }
}

/** What was frozen, as the connector takes it, with what it answers. */
export function thaw(delivery: Delivery, account: Server, inReplyTo: Outbound['inReplyTo']): Outbound {
  const { text, languages, createdAt, options = {}, subject } = delivery.outbound
  const kind = delivery.kind as OutboundKind
  const frozen = { kind, key: delivery.key, createdAt: new Date(createdAt), text, languages, options }
  const of = subject === undefined ? {} : { subject }
  return { ...frozen, ...of, ...serverOf(account), ...(inReplyTo === undefined ? {} : { inReplyTo }) }
}
