import { sql } from 'kysely'
import { z } from 'zod'
import { findFreeSlot } from '../core/slots/next-free.ts'
import { changePlan, readPlan } from '../core/slots/plan.ts'
import { moveInQueue, shuffleQueue, type Exchanged } from '../core/slots/queue.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { at, id, instant, itemParams, maybeAt, timeZone } from './shapes/common.ts'

const slot = z.object({
  day: z.number().int().min(1).max(7).describe('Monday is 1'),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time of the day such as 09:30.'),
})
const plan = z.object({ timeZone, slots: z.array(slot).max(336) }).meta({ id: 'SlotPlan' })

const exchanged = z.object({ items: z.array(z.object({ id, before: instant, dueAt: instant })) })
const toExchanged = (items: readonly Exchanged[]) => ({
  items: items.map((one) => ({ id: one.id, before: at(one.before), dueAt: at(one.dueAt) })),
})

/** An account's queue: its recurring times, and the next one that is free. */
export function slotRoutes({ app, core }: Routes): void {
  const tags = ['accounts']
  const path = '/workspaces/:workspaceId/accounts/:id/slots'
  app.get(
    path,
    {
      config: needs('account.read'),
      schema: {
        tags,
        summary: 'The recurring times of an account’s queue',
        params: itemParams,
        response: { 200: plan },
      },
    },
    async (request) => {
      const { timeZone: zone, slots } = await readPlan(core.db, request.params.workspaceId, request.params.id)
      return { timeZone: zone, slots: [...slots] }
    },
  )

  app.put(
    path,
    {
      config: needs('slot.change'),
      schema: {
        tags,
        summary: 'Set the recurring times of an account’s queue; what is scheduled stays at its time',
        params: itemParams,
        body: plan,
        response: { 200: plan },
      },
    },
    async (request) => {
      const { workspaceId, id: accountId } = request.params
      const { actor } = signedIn(request)
      const changed = await changePlan(core, { workspaceId, accountId, plan: request.body, actor })
      return { timeZone: changed.timeZone, slots: [...changed.slots] }
    },
  )

  app.get(
    `${path}/next`,
    {
      config: needs('account.read'),
      schema: {
        tags,
        summary: 'The next free slot of an account, or null; planning for `slot` takes the one that is free then',
        params: itemParams,
        response: { 200: z.object({ at: instant.nullable() }) },
      },
    },
    async (request) => {
      const { workspaceId, id: accountId } = request.params
      const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(core.db)
      const free = await findFreeSlot(core.db, workspaceId, accountId, rows[0]?.now ?? core.clock.wall())
      return { at: maybeAt(free ?? null) }
    },
  )

  app.post(
    `${path}/shuffle`,
    {
      config: needs('delivery.change'),
      schema: {
        tags,
        summary: 'Deal the times of an account’s queue anew among what waits in it',
        params: itemParams,
        response: { 200: exchanged },
      },
    },
    async (request) => {
      const { workspaceId, id: accountId } = request.params
      return toExchanged(await shuffleQueue(core, { workspaceId, accountId, actor: signedIn(request).actor }))
    },
  )

  app.post(
    '/workspaces/:workspaceId/deliveries/:id/queue',
    {
      config: needs('delivery.change'),
      schema: {
        tags: ['deliveries'],
        summary: 'Exchange the time of a delivery with the one before or after it in its account’s queue',
        params: itemParams,
        body: z.object({ direction: z.enum(['up', 'down']) }),
        response: { 200: exchanged },
      },
    },
    async (request) =>
      toExchanged(await moveInQueue(core, { ...request.params, ...request.body, actor: signedIn(request).actor })),
  )
}
