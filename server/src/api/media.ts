import { z } from 'zod'
import { changeMedia } from '../core/media/change.ts'
import { findMedia, listMedia } from '../core/media/find.ts'
import { removeMedia } from '../core/media/remove.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { id, itemParams, list, nothing, pageQuery, workspaceParams } from './shapes/common.ts'
import { altText, media, toMedia } from './shapes/media.ts'

/** A workspace's library of pictures and videos. */
export function mediaRoutes({ app, core }: Routes): void {
  const tags = ['media']
  app.get(
    '/workspaces/:workspaceId/media',
    {
      config: needs('media.read'),
      schema: {
        tags,
        summary: 'List the library, the newest first',
        params: workspaceParams,
        querystring: pageQuery.extend({
          cursor: id.optional(),
          search: z.string().max(200).optional().describe('Words of its name or of its alternative text'),
          kind: z.enum(['image', 'video']).optional(),
        }),
        response: { 200: list(media) },
      },
    },
    async (request) => {
      const { cursor: before, limit, search, kind } = request.query
      const rows = await listMedia(core.db, request.params.workspaceId, { before, limit: limit + 1, search, kind })
      const items = rows.slice(0, limit).map(toMedia)
      return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
    },
  )

  app.get(
    '/workspaces/:workspaceId/media/:id',
    {
      config: needs('media.read'),
      schema: { tags, summary: 'Read about a picture or video', params: itemParams, response: { 200: media } },
    },
    async (request) => toMedia(await findMedia(core.db, request.params.workspaceId, request.params.id)),
  )

  app.patch(
    '/workspaces/:workspaceId/media/:id',
    {
      config: needs('media.change'),
      schema: {
        tags,
        summary: 'Change its name, or the alternative text that is offered for it',
        params: itemParams,
        body: z.object({ name: z.string().trim().min(1).max(200).optional(), alt: altText.optional() }),
        response: { 200: media },
      },
    },
    async (request) => {
      const { actor } = signedIn(request)
      return toMedia(await changeMedia(core, { ...request.params, change: request.body, actor }))
    },
  )

  app.delete(
    '/workspaces/:workspaceId/media/:id',
    {
      config: needs('media.change'),
      schema: { tags, summary: 'Take it out of the library', params: itemParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await removeMedia(core, request.params.workspaceId, request.params.id, signedIn(request).actor)
      return reply.code(204).send(null)
    },
  )
}
