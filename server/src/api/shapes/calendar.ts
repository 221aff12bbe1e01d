import { z } from 'zod'
import { mostTogether, type Acted, type CalendarAct } from '../../core/calendar/act.ts'
import type { CalendarDay } from '../../core/calendar/days.ts'
import type { CalendarEntry } from '../../core/calendar/entries.ts'
import type { CalendarFilter } from '../../core/calendar/filter.ts'
import { deliveryStates } from '../../db/schema.ts'
import { network } from './account.ts'
import { at, id, instant, maybeAt } from './common.ts'

const state = z.enum(deliveryStates)
const tag = z.string().trim().min(1).max(40)
export const localDate = z.iso.date('Use a date such as 2026-11-27.')

/** One value or several: `?accountId=a&accountId=b`. */
const some = <T extends z.ZodType>(one: T) =>
  z
    .union([one, z.array(one).max(500)])
    .transform((value) => (Array.isArray(value) ? (value as z.output<T>[]) : [value as z.output<T>]))

const narrowing = {
  accountId: some(id).optional(),
  network: some(network).optional(),
  state: some(state).optional().describe('Without it everything but what was taken back'),
  authorId: some(id).optional(),
  campaignId: some(id).optional(),
}
export const narrowed = z.object(narrowing)

export const toNarrowing = (query: z.output<typeof narrowed>): Omit<CalendarFilter, 'from' | 'to'> => ({
  accountIds: query.accountId,
  networks: query.network,
  states: query.state,
  authorIds: query.authorId,
  campaignIds: query.campaignId,
})

export const calendarEntry = z
  .object({
    id,
    postId: id,
    accountId: id,
    kind: z.string(),
    origin: z.enum(['person', 'scheduled', 'automation']),
    state,
    reason: z.string().nullable(),
    dueAt: instant,
    sentAt: instant.nullable(),
    url: z.string().nullable(),
    fromSlot: z.boolean().describe('Its time is one of its account’s queue'),
    text: z.string().describe('The beginning of what is said'),
    authorId: id,
    campaignId: id.nullable(),
    tags: z.array(z.string()),
    seriesId: id.nullable(),
  })
  .meta({ id: 'CalendarEntry' })

export const toEntry = (entry: CalendarEntry): z.infer<typeof calendarEntry> => ({
  ...entry,
  dueAt: at(entry.dueAt),
  sentAt: maybeAt(entry.sentAt),
})

export const calendarDay = z
  .object({
    date: z.string(),
    from: instant,
    to: instant,
    total: z.int(),
    states: z.partialRecord(state, z.int()),
    networks: z.record(z.string(), z.int()),
  })
  .meta({ id: 'CalendarDay' })

export const toDay = (day: CalendarDay): z.infer<typeof calendarDay> => ({
  ...day,
  from: at(day.from),
  to: at(day.to),
})

const act = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('move_by'),
    days: z.int().min(-400).max(400).default(0).describe('On the wall of the workspace’s zone'),
    minutes: z.int().min(-600_000).max(600_000).default(0),
  }),
  z.object({
    do: z.literal('move_to'),
    times: z
      .array(z.object({ id, at: instant }))
      .min(1)
      .max(mostTogether),
  }),
  z.object({ do: z.literal('cancel') }),
  z.object({ do: z.literal('campaign'), campaignId: id.nullable() }),
  z.object({ do: z.literal('tag'), add: z.array(tag).max(20).default([]), remove: z.array(tag).max(20).default([]) }),
])

/** What is done, and to which: by their ids, or by the filter of a view. `move_to` names them itself. */
export const actBody = z
  .object({
    ids: z.array(id).min(1).max(mostTogether).optional(),
    // strict: a misspelt filter would otherwise mean everything
    filter: z.strictObject({ from: instant, to: instant, ...narrowing }).optional(),
    act,
  })
  .superRefine(({ ids, filter, act: { do: what } }, context) => {
    const named = [ids, filter].filter((one) => one !== undefined).length
    const wanted = what === 'move_to' ? 0 : 1
    if (named === wanted) return
    const message =
      what === 'move_to' ? 'The times name the deliveries: leave out ids and filter.' : 'Give either ids or a filter.'
    context.addIssue({ code: 'custom', path: ['ids'], message })
  })

export function toAct(body: z.output<typeof actBody>): {
  readonly which: { readonly ids: readonly string[] } | { readonly filter: CalendarFilter }
  readonly act: CalendarAct
} {
  const { act: what, ids, filter } = body
  if (what.do === 'move_to') {
    const times = new Map(what.times.map((one) => [one.id, new Date(one.at)]))
    return { which: { ids: [...times.keys()] }, act: { do: 'move_to', times } }
  }
  if (filter === undefined) return { which: { ids: ids ?? [] }, act: what }
  const range = { from: new Date(filter.from), to: new Date(filter.to) }
  return { which: { filter: { ...toNarrowing(filter), ...range } }, act: what }
}

export const acted = z
  .object({
    id,
    outcome: z.enum(['done', 'unchanged', 'too_late', 'needs_decision', 'time_past', 'not_here']),
    state: state.optional(),
    before: instant.optional(),
    dueAt: instant.optional(),
  })
  .meta({ id: 'CalendarActed' })

export const toActed = ({ id: deliveryId, outcome, state: now, before, dueAt }: Acted): z.infer<typeof acted> => ({
  id: deliveryId,
  outcome,
  ...(now === undefined ? {} : { state: now }),
  ...(before === undefined ? {} : { before: at(before) }),
  ...(dueAt === undefined ? {} : { dueAt: at(dueAt) }),
})
