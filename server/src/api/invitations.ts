import { z } from 'zod'
import { errors } from '../core/errors.ts'
import {
  acceptInvitation,
  findInvitation,
  invite,
  listInvitations,
  revokeInvitation,
} from '../core/people/invitations.ts'
import type { Auth } from './auth/auth.ts'
import { copyCookies, toHeaders } from './auth/web-request.ts'
import { roleHere, signedIn } from './http/signed-in.ts'
import { needs, open, type Routes } from './http/types.ts'
import {
  email,
  id,
  itemParams,
  language,
  list,
  name,
  nothing,
  password,
  role,
  timeZone,
  workspaceParams,
} from './shapes/common.ts'
import { invitation, toInvitation } from './shapes/people.ts'

const tokenParams = z.object({ token: z.string().min(10).max(100) })
const newcomer = z.object({ name, password, language, timeZone })

export function invitationRoutes({ app, core }: Routes, auth: Auth, publicUrl: string): void {
  const tags = ['people']
  app.get(
    '/workspaces/:workspaceId/invitations',
    {
      config: needs('invitation.manage'),
      schema: { tags, summary: 'List open invitations', params: workspaceParams, response: { 200: list(invitation) } },
    },
    async (request) => ({
      items: (await listInvitations(core.db, request.params.workspaceId)).map(toInvitation),
      nextCursor: null,
    }),
  )

  app.post(
    '/workspaces/:workspaceId/invitations',
    {
      config: needs('invitation.manage'),
      schema: {
        tags,
        summary: 'Invite somebody; the link is shown once',
        params: workspaceParams,
        body: z.object({ email, role }),
        response: { 201: invitation.extend({ link: z.string() }).meta({ id: 'NewInvitation' }) },
      },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const { actor } = signedIn(request)
      const { token, ...created } = await invite(core, { workspaceId, ...request.body, by: roleHere(request), actor })
      return reply.code(201).send({ ...toInvitation(created), link: `${publicUrl}/invitation/${token}` })
    },
  )

  app.delete(
    '/workspaces/:workspaceId/invitations/:id',
    {
      config: needs('invitation.manage'),
      schema: { tags, summary: 'Revoke an invitation', params: itemParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await revokeInvitation(core, request.params.workspaceId, request.params.id, signedIn(request).actor)
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/invitations/:token',
    {
      config: open,
      schema: {
        tags,
        summary: 'What an invitation link is for',
        params: tokenParams,
        response: {
          200: z.object({
            workspaceName: z.string(),
            email: z.string(),
            role,
            expiresAt: z.string(),
            hasSignIn: z.boolean(),
          }),
        },
      },
    },
    async (request) => {
      const { workspaceName, hasSignIn, ...found } = await findInvitation(core.db, request.params.token)
      return {
        workspaceName,
        hasSignIn,
        email: found.email,
        role: found.role,
        expiresAt: found.expiresAt.toISOString(),
      }
    },
  )

  app.post(
    '/invitations/:token/accept',
    {
      config: open,
      schema: {
        tags,
        summary: 'Accept an invitation, as somebody new or as who is signed in',
        params: tokenParams,
        body: newcomer.partial(),
        response: { 200: z.object({ workspaceId: id }) },
      },
    },
    async (request, reply) => {
      const { token } = request.params
      const from = { requestId: request.id, address: request.ip }
      if (request.caller?.via === 'session') {
        const { workspaceId } = await acceptInvitation(core, { token, as: request.caller.person, from })
        return { workspaceId }
      }
      const parsed = newcomer.safeParse(request.body)
      if (!parsed.success) {
        const fields = parsed.error.issues.map((issue) => ({
          field: issue.path.join('.'),
          problem: issue.code,
          remedy: issue.message,
        }))
        throw errors.validation('Tell your name, a password, your language and time zone; or sign in first.', {
          errors: fields,
        })
      }
      const { workspaceId, person } = await acceptInvitation(core, { token, as: parsed.data, from })
      const body = { email: person.email, password: parsed.data.password }
      copyCookies(await auth.api.signInEmail({ body, headers: toHeaders(request), asResponse: true }), reply)
      return { workspaceId }
    },
  )
}
