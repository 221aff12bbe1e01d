import { z } from 'zod'
import { changeMember, listMembers, removeMember } from '../core/people/members.ts'
import { roleHere, signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { id, list, nothing, role, workspaceParams } from './shapes/common.ts'
import { member, toMember } from './shapes/people.ts'

const memberParams = z.object({ workspaceId: z.string(), personId: id })

export function memberRoutes({ app, core }: Routes): void {
  const tags = ['people']
  app.get(
    '/workspaces/:workspaceId/members',
    {
      config: needs('member.read'),
      schema: { tags, summary: 'List members', params: workspaceParams, response: { 200: list(member) } },
    },
    async (request) => ({
      items: (await listMembers(core.db, request.params.workspaceId)).map(toMember),
      nextCursor: null,
    }),
  )

  app.patch(
    '/workspaces/:workspaceId/members/:personId',
    {
      config: needs('member.change'),
      schema: {
        tags,
        summary: 'Change a member’s role, or name them crisis lead',
        params: memberParams,
        body: z
          .object({ role: role.optional(), crisisLead: z.boolean().optional() })
          .refine((body) => Object.values(body).some((value) => value !== undefined), {
            error: 'Say what to change: role, or crisisLead.',
          }),
        response: { 200: member },
      },
    },
    async (request) => {
      const { actor } = signedIn(request)
      return toMember(await changeMember(core, { ...request.params, ...request.body, actor, by: roleHere(request) }))
    },
  )

  app.delete(
    '/workspaces/:workspaceId/members/:personId',
    {
      config: needs('member.change'),
      schema: { tags, summary: 'Remove a member', params: memberParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await removeMember(core, { ...request.params, actor: signedIn(request).actor, by: roleHere(request) })
      return reply.code(204).send(null)
    },
  )
}
