import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { endPresence, showPresence } from '../core/presence/presence.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { id, itemParams, nothing } from './shapes/common.ts'

const params = itemParams.extend({ pageId: id })
const present = z
  .object({ items: z.array(z.object({ personId: id, name: z.string(), writes: z.boolean() })) })
  .meta({ id: 'Presence' })

/** Who has a post open. A page says so every ten seconds; the live channel tells when to look again. */
export function presenceRoutes({ app, core }: Routes): void {
  const tags = ['presence']
  const path = '/workspaces/:workspaceId/posts/:id/presence/:pageId'
  const pageOf = (request: FastifyRequest, { workspaceId, id: postId, pageId }: z.infer<typeof params>) => {
    return { workspaceId, postId, pageId, personId: signedIn(request).person.id }
  }
  app.put(
    path,
    {
      config: needs('notification.own'),
      schema: {
        tags,
        summary: 'Say that one has a post open, and see who else has',
        params,
        body: z.object({ writes: z.boolean() }),
        response: { 200: present },
      },
    },
    async (request) => ({
      items: await showPresence(core, { ...pageOf(request, request.params), writes: request.body.writes }),
    }),
  )

  app.delete(
    path,
    {
      config: needs('notification.own'),
      schema: { tags, summary: 'Say that one has left it', params, response: { 204: nothing } },
    },
    async (request, reply) => {
      await endPresence(core, pageOf(request, request.params))
      return reply.code(204).send(null)
    },
  )
}
