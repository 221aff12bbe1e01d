import type { AuditEntry } from '../../db/schema.ts'

/** What became of a delivery. */
export const fates = ['waiting', 'planned', 'sent', 'unconfirmed', 'failed', 'dropped', 'draft', 'retracted'] as const
export type Fate = (typeof fates)[number]

const after: Record<string, Fate> = {
  held: 'waiting',
  decided_not_published: 'waiting',
  released: 'planned',
  rescheduled: 'planned',
  sent_during_stop: 'planned',
  published: 'sent',
  found: 'sent',
  decided_published: 'sent',
  unconfirmed: 'unconfirmed',
  failed: 'failed',
  cancelled: 'dropped',
  dropped: 'dropped',
  returned_to_draft: 'draft',
  retracted: 'retracted',
}

/** One delivery's way through a halt, read from its entries. */
export interface Way {
  readonly deliveryId: string
  readonly fate: Fate
  /** When the halt held it; null when it never did. */
  readonly heldAt: Date | null
  readonly fateAt: Date
  readonly by: string
  /** It went out, or was to, by leave during the halt. */
  readonly statement: boolean
  readonly recall: 'asked' | 'removed' | 'failed' | null
  readonly recallDetail: string | null
}

const recalls: Record<string, Way['recall']> = {
  recall_asked: 'asked',
  recall_postponed: 'asked',
  recall_failed: 'failed',
  recall_found_gone: 'removed',
}

/** The way of every delivery that the entries speak of, in the order in which each first appears. */
export function waysOf(entries: readonly AuditEntry[], haltId: string): Way[] {
  const ways = new Map<string, Way>()
  for (const entry of entries) {
    if (entry.subjectKind !== 'delivery' || entry.subjectId === null) continue
    const verb = entry.action.replace('delivery.', '')
    const detail = entry.detail as { reason?: unknown; halt?: unknown; detail?: unknown }
    const before = ways.get(entry.subjectId) ?? begin(entry)
    const fate = after[verb]
    const recalled = verb === 'retracted' && detail.halt === haltId ? 'removed' : recalls[verb]
    const isRecall = recalled !== undefined && (detail.halt === haltId || detail.halt === undefined)
    ways.set(entry.subjectId, {
      ...before,
      ...(fate === undefined ? {} : { fate, fateAt: entry.at, by: entry.actorName }),
      ...(verb === 'held' && detail.reason === 'halted' ? { heldAt: before.heldAt ?? entry.at } : {}),
      ...(verb === 'sent_during_stop' ? { statement: true } : {}),
      ...(isRecall
        ? {
            recall: recalled,
            recallDetail: recalled === 'failed' && typeof detail.detail === 'string' ? detail.detail : null,
          }
        : {}),
    })
  }
  return [...ways.values()]
}

const begin = (entry: AuditEntry): Way => ({
  deliveryId: entry.subjectId ?? '',
  fate: 'sent',
  heldAt: null,
  fateAt: entry.at,
  by: entry.actorName,
  statement: false,
  recall: null,
  recallDetail: null,
})
