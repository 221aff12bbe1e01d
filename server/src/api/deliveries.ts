import { z } from 'zod'
import { historyOfPost } from '../core/audit/list.ts'
import { cancelDelivery } from '../core/deliveries/cancel.ts'
import { askLookUp, decideDelivery, type Decision } from '../core/deliveries/decide.ts'
import { findDelivery } from '../core/deliveries/find.ts'
import { listDeliveries, readDelivery, type DeliveryQuery } from '../core/deliveries/read.ts'
import { rescheduleDelivery } from '../core/deliveries/reschedule.ts'
import { errors } from '../core/errors.ts'
import { changeReplyControl } from '../core/gate/reply-control.ts'
import { takeDownThread } from '../core/gate/take-down.ts'
import { deliveryStates } from '../db/schema.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { toWhen, when } from './posts.ts'
import { id, instant, itemParams, list, pageQuery, webAddress, workspaceParams } from './shapes/common.ts'
import { replyControl } from './shapes/draft.ts'
import { delivery, toDelivery } from './shapes/post.ts'

const deliveryQuery = pageQuery.extend({
  state: z.union([z.enum(deliveryStates), z.array(z.enum(deliveryStates))]).optional(),
  accountId: id.optional(),
  from: instant.optional(),
  to: instant.optional(),
})

/** The place in a list by due time where a page ended. @throws REQUEST_MALFORMED */
export function parseCursor(cursor: string): { dueAt: Date; id: string } {
  const [due, key] = cursor.split('_')
  const parsed = z.object({ due: z.coerce.number().int().min(0).max(1e14), key: id }).safeParse({ due, key })
  if (!parsed.success) throw errors.malformed('This cursor is not one of ours: start without one.')
  return { dueAt: new Date(parsed.data.due), id: parsed.data.key }
}

/** Where the next page of such a list begins; null when this was the last. */
export function cursorOf(rows: readonly { readonly dueAt: Date; readonly id: string }[], limit: number): string | null {
  const last = rows.length === limit ? rows.at(-1) : undefined
  return last === undefined ? null : `${last.dueAt.getTime()}_${last.id}`
}

function toQuery({ state, accountId, from, to, cursor, limit }: z.infer<typeof deliveryQuery>): DeliveryQuery {
  return {
    limit,
    ...(state === undefined ? {} : { states: Array.isArray(state) ? state : [state] }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(from === undefined ? {} : { from: new Date(from) }),
    ...(to === undefined ? {} : { to: new Date(to) }),
    ...(cursor === undefined ? {} : { after: parseCursor(cursor) }),
  }
}

export function deliveryRoutes({ app, core }: Routes): void {
  const tags = ['deliveries']
  async function view(deliveryId: string) {
    const found = await readDelivery(core.db, deliveryId)
    return toDelivery(found, await historyOfPost(core.db, found.postId))
  }

  app.get(
    '/workspaces/:workspaceId/deliveries',
    {
      config: needs('delivery.read'),
      schema: {
        tags,
        summary: 'List deliveries by due time',
        params: workspaceParams,
        querystring: deliveryQuery,
        response: { 200: list(delivery) },
      },
    },
    async (request) => {
      const rows = await listDeliveries(core.db, request.params.workspaceId, toQuery(request.query))
      return { items: rows.map((row) => toDelivery(row)), nextCursor: cursorOf(rows, request.query.limit) }
    },
  )

  app.get(
    '/workspaces/:workspaceId/deliveries/:id',
    {
      config: needs('delivery.read'),
      schema: { tags, summary: 'Read a delivery with its history', params: itemParams, response: { 200: delivery } },
    },
    async (request) => view((await findDelivery(core.db, request.params.workspaceId, request.params.id)).id),
  )

  app.post(
    '/workspaces/:workspaceId/deliveries/:id/cancel',
    {
      config: needs('delivery.change'),
      schema: {
        tags,
        summary: 'Take a delivery back, with what follows it in its thread; within the undo window this is undo',
        params: itemParams,
        response: { 200: delivery },
      },
    },
    async (request) => {
      const { workspaceId, id: deliveryId } = request.params
      return view((await cancelDelivery(core, workspaceId, deliveryId, signedIn(request).actor)).id)
    },
  )

  const newTimes = {
    reschedule: 'Move a scheduled delivery',
    release: 'Let a held delivery go',
    retry: 'Try a failed delivery again',
  } as const
  for (const action of ['reschedule', 'release', 'retry'] as const) {
    app.post(
      `/workspaces/:workspaceId/deliveries/:id/${action}`,
      {
        config: needs('delivery.change'),
        schema: { tags, summary: newTimes[action], params: itemParams, body: when, response: { 200: delivery } },
      },
      async (request) => {
        const { workspaceId, id: deliveryId } = (request as { params: z.infer<typeof itemParams> }).params
        const { actor } = signedIn(request)
        await rescheduleDelivery(core, { workspaceId, id: deliveryId, action, when: toWhen(request.body), actor })
        return view(deliveryId)
      },
    )
  }

  app.post(
    '/workspaces/:workspaceId/deliveries/:id/look-up',
    {
      config: needs('delivery.change'),
      schema: {
        tags,
        summary: 'Ask the network again what came of an unconfirmed delivery',
        params: itemParams,
        response: { 200: delivery },
      },
    },
    async (request) =>
      view((await askLookUp(core, request.params.workspaceId, request.params.id, signedIn(request).actor)).id),
  )

  app.post(
    '/workspaces/:workspaceId/deliveries/:id/decide',
    {
      config: needs('delivery.change'),
      schema: {
        tags,
        summary: 'Say, having looked, whether an unconfirmed delivery is public',
        params: itemParams,
        body: z.discriminatedUnion('as', [
          z.object({ as: z.literal('published'), url: webAddress.optional() }),
          z.object({ as: z.literal('not_published') }),
        ]),
        response: { 200: delivery },
      },
    },
    async (request) => {
      const { workspaceId, id: deliveryId } = request.params
      const { body } = request
      const decision: Decision =
        body.as === 'published'
          ? { as: 'published', ...(body.url === undefined ? {} : { url: body.url }) }
          : { as: 'not_published' }
      await decideDelivery(core, { workspaceId, id: deliveryId, decision, actor: signedIn(request).actor })
      return view(deliveryId)
    },
  )

  app.put(
    '/workspaces/:workspaceId/deliveries/:id/reply-control',
    {
      config: needs('delivery.take_down'),
      schema: {
        tags,
        summary: 'Change who may reply to a published post; goes on during an emergency stop',
        params: itemParams,
        body: z.object({ replyControl }),
        response: { 200: delivery },
      },
    },
    async (request) => {
      const { workspaceId, id: deliveryId } = request.params
      const rules = request.body.replyControl
      await changeReplyControl(core, { workspaceId, id: deliveryId, rules, actor: signedIn(request).actor })
      return view(deliveryId)
    },
  )

  app.post(
    '/workspaces/:workspaceId/deliveries/:id/take-down',
    {
      config: needs('delivery.take_down'),
      schema: {
        tags,
        summary: 'Delete a published post on its network, with what follows it in its thread',
        params: itemParams,
        response: { 200: delivery },
      },
    },
    async (request) => {
      const { workspaceId, id: deliveryId } = request.params
      await takeDownThread(core, workspaceId, deliveryId, signedIn(request).actor)
      return view(deliveryId)
    },
  )
}
