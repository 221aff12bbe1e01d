import { z } from 'zod'
import { decideHeld } from '../core/halts/decide-held.ts'
import { listHeld, listUpcoming } from '../core/halts/held.ts'
import { cursorOf, parseCursor } from './deliveries.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { list, pageQuery, workspaceParams } from './shapes/common.ts'
import { decideBody, decided, heldDelivery, heldFilter, toDecision, toFilter, toHeldDelivery } from './shapes/held.ts'

/** Most of what comes next that is shown at once. */
const mostUpcoming = 500

export function heldRoutes({ app, core }: Routes): void {
  const tags = ['held']
  app.get(
    '/workspaces/:workspaceId/held',
    {
      config: needs('delivery.read'),
      schema: {
        tags,
        summary: 'List held deliveries, oldest first, each with its text and how late it is',
        params: workspaceParams,
        querystring: pageQuery.extend(heldFilter.shape),
        response: { 200: list(heldDelivery).extend({ total: z.number().int() }) },
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query
      const page = { limit, ...(cursor === undefined ? {} : { after: parseCursor(cursor) }) }
      const { items, total } = await listHeld(core.db, request.params.workspaceId, toFilter(filter), page)
      return { items: items.map(toHeldDelivery), total, nextCursor: cursorOf(items, limit) }
    },
  )

  app.post(
    '/workspaces/:workspaceId/held/decide',
    {
      config: needs('halt.decide'),
      schema: {
        tags,
        summary: 'Decide held deliveries: send now, move, next free slot, back to draft, or drop',
        params: workspaceParams,
        body: decideBody,
        response: { 200: decided },
      },
    },
    async (request) => {
      const { ids, filter } = request.body
      const { done, refused, drafts } = await decideHeld(core, {
        workspaceId: request.params.workspaceId,
        which: ids === undefined ? { filter: toFilter(filter ?? {}) } : { ids },
        decision: toDecision(request.body),
        actor: signedIn(request).actor,
      })
      return {
        done,
        refused: [...refused],
        drafts: drafts.map((one) => ({ ...one, deliveryIds: [...one.deliveryIds] })),
      }
    },
  )

  app.get(
    '/workspaces/:workspaceId/upcoming',
    {
      config: needs('delivery.read'),
      schema: {
        tags,
        summary: 'List what goes out next by itself, by due time',
        params: workspaceParams,
        querystring: z.object({ hours: z.coerce.number().int().min(1).max(720).default(72) }),
        response: { 200: list(heldDelivery).extend({ total: z.number().int() }) },
      },
    },
    async (request) => {
      const { items, total } = await listUpcoming(
        core.db,
        request.params.workspaceId,
        request.query.hours,
        mostUpcoming,
      )
      return { items: items.map(toHeldDelivery), total, nextCursor: null }
    },
  )
}
