import { z } from 'zod'
import { replyRules } from '../../connectors/contract.ts'
import type { DeliveryWithAccount } from '../../core/deliveries/read.ts'
import { allowed, deliveryCan, type DeliveryAction } from '../../core/deliveries/states.ts'
import { mayEdit, postState } from '../../core/posts/find.ts'
import { deliveryStates, type AuditEntry, type Post, type Variant } from '../../db/schema.ts'
import { network } from './account.ts'
import { approvalState } from './approval.ts'
import { at, id, instant, maybeAt } from './common.ts'
import { items, options, variant } from './draft.ts'

export const historyEntry = z
  .object({
    at: instant,
    action: z.string(),
    by: z.object({ kind: z.enum(['person', 'token', 'system']), name: z.string() }),
    subject: z.object({ kind: z.string(), id: z.string().nullable() }),
    detail: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' })

const can = z.object({
  cancel: z.boolean(),
  reschedule: z.boolean(),
  release: z.boolean(),
  retry: z.boolean(),
  lookUp: z.boolean(),
  decide: z.boolean(),
  takeDown: z.boolean(),
  changeReplyControl: z.boolean(),
  repost: z.boolean(),
  edit: z.boolean(),
  sendDuringStop: z.boolean(),
} satisfies Record<DeliveryAction, z.ZodBoolean>)

const number = z.number().int().nullable()
const counted = { likes: number, reposts: number, replies: number, quotes: number }
const results = z
  .object({
    ...counted,
    gone: z.boolean().describe('The network does not show the post any more'),
    seenAt: instant,
    history: z.array(z.object({ at: instant, ...counted })),
  })
  .describe('What became of it, as the network counts; null in a number the network does not tell')

export const delivery = z
  .object({
    id,
    postId: id,
    subjectId: id.nullable().describe('Of a repost and of an edit: the delivery it is of'),
    account: z.object({ id, network, handle: z.string(), displayName: z.string(), hasAvatar: z.boolean() }),
    kind: z.string(),
    position: z.number().int().describe('Its place in the thread'),
    afterId: id.nullable().describe('The one that must be out before'),
    origin: z.enum(['person', 'scheduled', 'automation']),
    state: z.enum(deliveryStates),
    reason: z.string().nullable(),
    detail: z.string().nullable(),
    dueAt: instant,
    undoUntil: instant.nullable(),
    nextTryAt: instant.nullable(),
    sentAt: instant.nullable(),
    url: z.string().nullable(),
    attempts: z.number().int(),
    text: z.string().describe('What is sent, or was'),
    replyControl: z.array(z.enum(replyRules)).describe('Who may reply, as it was said last'),
    can,
    results: results.nullable(),
    history: z.array(historyEntry).optional(),
  })
  .meta({ id: 'Delivery' })

export const post = z
  .object({
    id,
    version: z.number().int(),
    text: z.string().describe('All of its items, one below the other'),
    items,
    options,
    variants: z.array(variant).describe('One for each account'),
    campaignId: id.nullable(),
    tags: z.array(z.string()),
    author: z.object({ id, name: z.string() }),
    createdAt: instant,
    updatedAt: instant,
    state: z.enum(['draft', 'scheduled', 'sending', 'published', 'mixed', 'held', 'failed', 'unconfirmed']),
    editable: z.boolean(),
    accountIds: z.array(id),
    /** Of the approval that counts; null when nobody was asked. */
    approval: approvalState.nullable(),
    deliveries: z.array(delivery),
  })
  .meta({ id: 'Post' })

export const toHistory = (entry: AuditEntry): z.infer<typeof historyEntry> => ({
  at: at(entry.at),
  action: entry.action,
  by: { kind: entry.actorKind, name: entry.actorName },
  subject: { kind: entry.subjectKind, id: entry.subjectId },
  detail: entry.detail as Record<string, unknown>,
})

/** Instants come out of JSON as PostgreSQL writes them. */
function toResults(seen: DeliveryWithAccount['results']): z.infer<typeof results> | null {
  if (seen === null) return null
  const iso = (time: string) => new Date(time).toISOString()
  return { ...seen, seenAt: iso(seen.seenAt), history: seen.history.map((point) => ({ ...point, at: iso(point.at) })) }
}

export function toDelivery(row: DeliveryWithAccount, history?: readonly AuditEntry[]): z.infer<typeof delivery> {
  const {
    postId,
    kind,
    position,
    afterId,
    origin,
    state,
    reason,
    detail,
    url,
    attempts,
    handle,
    displayName,
    hasAvatar,
  } = row
  const isPost = row.remoteId !== null && row.subjectId === null
  const actions = Object.keys(allowed) as DeliveryAction[]
  const possible = can.parse(Object.fromEntries(actions.map((action) => [action, deliveryCan(action, state)])))
  return {
    id: row.id,
    account: { id: row.accountId, network: network.parse(row.network), handle, displayName, hasAvatar },
    postId,
    subjectId: row.subjectId,
    kind,
    position,
    afterId,
    origin,
    state,
    reason,
    detail,
    url,
    attempts,
    dueAt: at(row.dueAt),
    undoUntil: origin === 'person' && state === 'scheduled' ? at(row.dueAt) : null,
    nextTryAt: maybeAt(row.nextTryAt),
    sentAt: maybeAt(row.sentAt),
    results: toResults(row.results),
    can: {
      ...possible,
      // an edit goes with what it rewrote
      takeDown: possible.takeDown && row.remoteId !== null && kind !== 'edit',
      repost: possible.repost && isPost,
      edit: possible.edit && isPost,
      changeReplyControl: possible.changeReplyControl && row.remoteId !== null && afterId === null,
    },
    replyControl: [...(row.outbound.options?.replyControl ?? ['everyone' as const])],
    text: row.outbound.text,
    ...(history === undefined ? {} : { history: history.filter((entry) => entry.subjectId === row.id).map(toHistory) }),
  }
}

const isOver = ({ state }: Pick<DeliveryWithAccount, 'state'>) => state === 'published' || state === 'retracted'

export function toPost(
  row: Post & { authorName: string; approval?: z.infer<typeof approvalState> | undefined },
  variants: readonly Variant[],
  deliveries: readonly DeliveryWithAccount[],
  history?: readonly AuditEntry[],
): z.infer<typeof post> {
  const { version, campaignId, tags } = row
  const own = variants.map(({ accountId, items: its, options: chosen }) => ({ accountId, items: its, options: chosen }))
  return {
    id: row.id,
    version,
    text: row.items.map(({ text }) => text).join('\n\n'),
    // as they were checked when they were written
    items: row.items as z.infer<typeof items>,
    options: row.options as z.infer<typeof options>,
    variants: own as z.infer<typeof variant>[],
    campaignId,
    tags,
    author: { id: row.authorId, name: row.authorName },
    createdAt: at(row.createdAt),
    updatedAt: at(row.updatedAt),
    // what was done with it afterwards counts only while it needs somebody
    state: postState(deliveries.filter((one) => one.subjectId === null || !isOver(one)).map((one) => one.state)),
    editable: mayEdit(deliveries),
    accountIds: variants.map(({ accountId }) => accountId),
    approval: row.approval ?? null,
    deliveries: deliveries.map((one) => toDelivery(one, history)),
  }
}
