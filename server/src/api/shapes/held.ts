import { z } from 'zod'
import type { DeliveryWithPost } from '../../core/deliveries/read.ts'
import type { HeldDecision } from '../../core/halts/decide-held.ts'
import type { HeldDelivery, HeldFilter } from '../../core/halts/held.ts'
import { id, instant } from './common.ts'
import { delivery, toDelivery } from './post.ts'

export const deliveryWithWords = delivery.extend({
  /** What would go out. */
  text: z.string(),
  campaign: z.object({ id, name: z.string(), colour: z.string() }).nullable(),
  tags: z.array(z.string()),
})

export const heldDelivery = deliveryWithWords
  .extend({
    /** How long ago it was due, in ms; 0 when it is not due yet. */
    lateMs: z.number(),
    /** The halt that covers it: it can be dropped or go back to draft, and not be sent. */
    coveredBy: id.nullable(),
  })
  .meta({ id: 'HeldDelivery' })

export const toDeliveryWithWords = (row: DeliveryWithPost) => ({
  ...toDelivery(row),
  text: row.outbound.text,
  campaign: row.campaign,
  tags: row.tags,
})

export const toHeldDelivery = (row: HeldDelivery): z.infer<typeof heldDelivery> => ({
  ...toDeliveryWithWords(row),
  lateMs: Math.round(row.lateMs),
  coveredBy: row.coveredBy,
})

const filterParts = {
  haltId: id.optional(),
  accountId: id.optional(),
  campaignId: id.optional(),
  q: z.string().trim().max(500).optional(),
  tag: z.string().trim().min(1).max(40).optional(),
  heldBefore: instant.optional(),
}
export const heldFilter = z.object(filterParts)

/** Which ones, by their ids or by the filter of the list, and what becomes of them. */
export const decideBody = z
  .object({
    ids: z.array(id).min(1).max(500).optional(),
    // strict: a misspelt filter would otherwise mean everything
    filter: z.strictObject(filterParts).optional(),
    as: z.enum(['send_now', 'move', 'at', 'slot', 'draft', 'drop']),
    /** For `move`: the oldest goes out so many minutes from now, the others keep their distance to it. */
    minutes: z.number().int().min(0).max(525_600).optional(),
    /** For `at`: from this instant on, in the order of their old times. */
    at: instant.optional(),
  })
  .superRefine(({ ids, filter, as, minutes, at }, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if ((ids === undefined) === (filter === undefined)) wrong('ids', 'Give either ids or a filter.')
    if ((as === 'move') !== (minutes !== undefined)) wrong('minutes', 'Give minutes with “move”, and with it alone.')
    if ((as === 'at') !== (at !== undefined)) wrong('at', 'Give an instant with “at”, and with it alone.')
  })

export const decided = z.object({
  done: z.number().int(),
  refused: z.array(z.object({ id, code: z.string() })),
  /** For `draft`: the posts that are drafts now; `copyOf` names the post when something of it is still planned or out. */
  drafts: z.array(z.object({ postId: id, copyOf: id.nullable(), deliveryIds: z.array(id) })),
})

export function toFilter({ heldBefore, ...rest }: z.infer<typeof heldFilter>): HeldFilter {
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return { ...given, ...(heldBefore === undefined ? {} : { heldBefore: new Date(heldBefore) }) }
}

export function toDecision({ as, minutes = 0, at = '' }: z.infer<typeof decideBody>): HeldDecision {
  if (as === 'move') return { as, minutes }
  return as === 'at' ? { as, at: new Date(at) } : { as }
}
