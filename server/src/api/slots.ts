import { sql } from 'kysely'
import { z } from 'zod'
import { findFreeSlot } from '../core/slots/next-free.ts'
import { changePlan, readPlan } from '../core/slots/plan.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { instant, itemParams, maybeAt, timeZone } from './shapes/common.ts'

const slot = z.object({
  day: z.number().int().min(1).max(7).describe('Monday is 1'),
  at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time of the day such as 09:30.'),
})
const plan = z.object({ timeZone, slots: z.array(slot).max(336) }).meta({ id: 'SlotPlan' })

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
}
