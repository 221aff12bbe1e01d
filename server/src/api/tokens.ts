import { z } from 'zod'
import { errors } from '../core/errors.ts'
import { scopes } from '../core/people/permissions.ts'
import { createToken, listTokens, revokeToken } from '../core/people/tokens.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { instant, itemParams, list, name, nothing, workspaceParams } from './shapes/common.ts'
import { token, toToken } from './shapes/people.ts'

export function tokenRoutes({ app, core }: Routes): void {
  const tags = ['tokens']
  app.get(
    '/workspaces/:workspaceId/tokens',
    {
      config: needs('token.manage'),
      schema: { tags, summary: 'List one’s API tokens', params: workspaceParams, response: { 200: list(token) } },
    },
    async (request) => {
      const tokens = await listTokens(core.db, request.params.workspaceId, signedIn(request).person.id)
      return { items: tokens.map(toToken), nextCursor: null }
    },
  )

  app.post(
    '/workspaces/:workspaceId/tokens',
    {
      config: needs('token.manage'),
      schema: {
        tags,
        summary: 'Create an API token; it is shown once',
        params: workspaceParams,
        body: z.object({ name, scopes: z.array(z.enum(scopes)).min(1), expiresAt: instant.nullable().default(null) }),
        response: { 201: token.extend({ token: z.string() }).meta({ id: 'NewApiToken' }) },
      },
    },
    async (request, reply) => {
      const { person, actor } = signedIn(request)
      const { name: title, scopes: rights, expiresAt } = request.body
      if (expiresAt !== null && new Date(expiresAt) <= core.clock.wall())
        throw errors.timePast('A token that ended already is of no use: choose a later end.', { field: 'expiresAt' })
      const created = await createToken(core, {
        workspaceId: request.params.workspaceId,
        personId: person.id,
        name: title,
        scopes: [...new Set(rights)],
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
        actor,
      })
      return reply.code(201).send(toToken(created))
    },
  )

  app.delete(
    '/workspaces/:workspaceId/tokens/:id',
    {
      config: needs('token.manage'),
      schema: { tags, summary: 'Revoke an API token', params: itemParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      const { person, actor } = signedIn(request)
      await revokeToken(core, { ...request.params, personId: person.id, actor })
      return reply.code(204).send(null)
    },
  )
}
