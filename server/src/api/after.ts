import { z } from 'zod'
import { historyOfPost } from '../core/audit/list.ts'
import { editPublished, repost } from '../core/deliveries/after.ts'
import { findDelivery } from '../core/deliveries/find.ts'
import { readDelivery } from '../core/deliveries/read.ts'
import { refreshResults } from '../core/results/refresh.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { toWhen, when } from './posts.ts'
import { id, itemParams } from './shapes/common.ts'
import { delivery, toDelivery } from './shapes/post.ts'

/** What can be done with a delivery that is out. */
export function afterRoutes({ app, core }: Routes): void {
  const tags = ['deliveries']
  const path = '/workspaces/:workspaceId/deliveries/:id'
  async function view(deliveryId: string) {
    const found = await readDelivery(core.db, deliveryId)
    return toDelivery(found, await historyOfPost(core.db, found.postId))
  }

  app.post(
    `${path}/repost`,
    {
      config: needs('post.send'),
      schema: {
        tags,
        summary:
          'Repost what is published, now (after the undo window) or at a time; a repost is a delivery of its own',
        params: itemParams,
        body: z.object({
          accountId: id.optional().describe('Another account of the same network and service; left out: its own'),
          send: when,
        }),
        response: { 201: delivery },
      },
    },
    async (request, reply) => {
      const { workspaceId, id: deliveryId } = request.params
      const { accountId, send } = request.body
      const asked = { workspaceId, id: deliveryId, accountId, when: toWhen(send), actor: signedIn(request).actor }
      return reply.code(201).send(await view(await repost(core, asked)))
    },
  )

  app.post(
    `${path}/edit`,
    {
      config: needs('post.send'),
      schema: {
        tags,
        summary: 'Rewrite what is published, where the network has that; an edit is a delivery of its own',
        params: itemParams,
        body: z.object({ text: z.string().max(50_000), send: when }),
        response: { 201: delivery },
      },
    },
    async (request, reply) => {
      const { workspaceId, id: deliveryId } = request.params
      const { text, send } = request.body
      const asked = { workspaceId, id: deliveryId, text, when: toWhen(send), actor: signedIn(request).actor }
      return reply.code(201).send(await view(await editPublished(core, asked)))
    },
  )

  app.post(
    `${path}/results`,
    {
      config: needs('delivery.results'),
      schema: {
        tags,
        summary: 'Ask the network now what became of a published delivery; at most every half minute',
        params: itemParams,
        response: { 200: delivery },
      },
    },
    async (request) => {
      const { workspaceId, id: deliveryId } = request.params
      await refreshResults(core, workspaceId, deliveryId)
      return view((await findDelivery(core.db, workspaceId, deliveryId)).id)
    },
  )
}
