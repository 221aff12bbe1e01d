import { z } from 'zod'
import type { DeliveryWithAccount } from '../../core/deliveries/read.ts'
import { allowed, deliveryCan, type DeliveryAction } from '../../core/deliveries/states.ts'
import { mayEdit, postState } from '../../core/posts/find.ts'
import { deliveryStates, type AuditEntry, type Post } from '../../db/schema.ts'
import { network } from './account.ts'
import { at, id, instant, maybeAt } from './common.ts'

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
  sendDuringStop: z.boolean(),
} satisfies Record<DeliveryAction, z.ZodBoolean>)

export const delivery = z
  .object({
    id,
    postId: id,
    account: z.object({ id, network, handle: z.string(), displayName: z.string(), hasAvatar: z.boolean() }),
    kind: z.string(),
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
    can,
    history: z.array(historyEntry).optional(),
  })
  .meta({ id: 'Delivery' })

export const post = z
  .object({
    id,
    version: z.number().int(),
    text: z.string(),
    languages: z.array(z.string()),
    campaignId: id.nullable(),
    tags: z.array(z.string()),
    author: z.object({ id, name: z.string() }),
    createdAt: instant,
    updatedAt: instant,
    state: z.enum(['draft', 'scheduled', 'sending', 'published', 'mixed', 'held', 'failed', 'unconfirmed']),
    editable: z.boolean(),
    accountIds: z.array(id),
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

export function toDelivery(row: DeliveryWithAccount, history?: readonly AuditEntry[]): z.infer<typeof delivery> {
  const { postId, kind, origin, state, reason, detail, url, attempts, handle, displayName, hasAvatar } = row
  const actions = Object.keys(allowed) as DeliveryAction[]
  const possible = can.parse(Object.fromEntries(actions.map((action) => [action, deliveryCan(action, state)])))
  return {
    id: row.id,
    account: { id: row.accountId, network: network.parse(row.network), handle, displayName, hasAvatar },
    postId,
    kind,
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
    can: { ...possible, takeDown: possible.takeDown && row.remoteId !== null },
    ...(history === undefined ? {} : { history: history.filter((entry) => entry.subjectId === row.id).map(toHistory) }),
  }
}

export function toPost(
  row: Post & { authorName: string },
  accountIds: readonly string[],
  deliveries: readonly DeliveryWithAccount[],
  history?: readonly AuditEntry[],
): z.infer<typeof post> {
  const { version, text, languages, campaignId, tags } = row
  return {
    id: row.id,
    version,
    text,
    languages,
    campaignId,
    tags,
    author: { id: row.authorId, name: row.authorName },
    createdAt: at(row.createdAt),
    updatedAt: at(row.updatedAt),
    state: postState(deliveries.map((one) => one.state)),
    editable: mayEdit(deliveries),
    accountIds: [...accountIds],
    deliveries: deliveries.map((one) => toDelivery(one, history)),
  }
}
