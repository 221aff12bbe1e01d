import { z } from 'zod'
import { actOnCalendar } from '../core/calendar/act.ts'
import { calendarDays } from '../core/calendar/days.ts'
import { calendarEntries } from '../core/calendar/entries.ts'
import { findWorkspace } from '../core/people/workspaces.ts'
import { freeSlots } from '../core/slots/free-slots.ts'
import { cursorOf, parseCursor } from './deliveries.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import {
  actBody,
  acted,
  calendarDay,
  calendarEntry,
  localDate,
  narrowed,
  toAct,
  toActed,
  toDay,
  toEntry,
  toNarrowing,
} from './shapes/calendar.ts'
import { at, id, instant, list, workspaceParams } from './shapes/common.ts'

const day = 86_400_000
const atMost = (days: number) => (range: { from: string; to: string }) => {
  const length = Date.parse(range.to) - Date.parse(range.from)
  return length >= 0 && length <= days * day
}
const longest = (days: number) => ({ error: `From comes before to, at most ${days} days apart.`, path: ['to'] })

/** What is planned and what was published, by time; and what is done to many at once. */
export function calendarRoutes({ app, core }: Routes): void {
  const tags = ['calendar']
  app.get(
    '/workspaces/:workspaceId/calendar',
    {
      config: needs('delivery.read'),
      schema: {
        tags,
        summary: 'List deliveries of a stretch of time, by due time, each in few words',
        params: workspaceParams,
        querystring: narrowed
          .extend({
            from: instant,
            to: instant,
            cursor: z.string().max(200).optional(),
            limit: z.coerce.number().int().min(1).max(1000).default(200),
          })
          .refine(atMost(400), longest(400)),
        response: { 200: list(calendarEntry) },
      },
    },
    async (request) => {
      const { from, to, cursor, limit, ...query } = request.query
      const filter = { ...toNarrowing(query), from: new Date(from), to: new Date(to) }
      const page = { limit, ...(cursor === undefined ? {} : { after: parseCursor(cursor) }) }
      const rows = await calendarEntries(core.db, request.params.workspaceId, filter, page)
      return { items: rows.map(toEntry), nextCursor: cursorOf(rows, limit) }
    },
  )

  app.get(
    '/workspaces/:workspaceId/calendar/days',
    {
      config: needs('delivery.read'),
      schema: {
        tags,
        summary: 'How many deliveries each day has, in the workspace’s zone, with the first few of each',
        params: workspaceParams,
        querystring: narrowed
          .extend({ from: localDate, to: localDate, perDay: z.coerce.number().int().min(0).max(20).default(4) })
          .refine(atMost(100), longest(100)),
        response: {
          200: z.object({ timeZone: z.string(), days: z.array(calendarDay), items: z.array(calendarEntry) }),
        },
      },
    },
    async (request) => {
      const { workspaceId } = request.params
      const { from: first, to: last, perDay, ...query } = request.query
      const { timeZone } = await findWorkspace(core.db, workspaceId)
      const filter = toNarrowing(query)
      const { days, entries } = await calendarDays(core.db, workspaceId, { timeZone, first, last, filter, perDay })
      return { timeZone, days: days.map(toDay), items: entries.map(toEntry) }
    },
  )

  app.get(
    '/workspaces/:workspaceId/calendar/free-slots',
    {
      config: needs('account.read'),
      schema: {
        tags,
        summary: 'The free times of the accounts’ queues in a stretch of time, the first thousand',
        params: workspaceParams,
        querystring: narrowed
          .pick({ accountId: true })
          .extend({ from: instant, to: instant })
          .refine(atMost(42), longest(42)),
        response: { 200: z.object({ items: z.array(z.object({ accountId: id, at: instant })) }) },
      },
    },
    async (request) => {
      const { from, to, accountId } = request.query
      const range = { from: new Date(from), to: new Date(to), accountIds: accountId }
      const free = await freeSlots(core.db, request.params.workspaceId, range)
      return { items: free.map((slot) => ({ accountId: slot.accountId, at: at(slot.at) })) }
    },
  )

  app.post(
    '/workspaces/:workspaceId/calendar/act',
    {
      config: needs('delivery.change'),
      schema: {
        tags,
        summary: 'Move, cancel, tag or set the campaign of many deliveries; each is told for itself',
        params: workspaceParams,
        body: actBody,
        response: { 200: z.object({ done: z.int(), items: z.array(acted) }) },
      },
    },
    async (request) => {
      const { workspaceId } = request.params
      const { actor } = signedIn(request)
      const items = await actOnCalendar(core, { workspaceId, ...toAct(request.body), actor })
      return { done: items.filter(({ outcome }) => outcome === 'done').length, items: items.map(toActed) }
    },
  )
}
