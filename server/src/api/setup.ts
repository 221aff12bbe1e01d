import { z } from 'zod'
import { needsSetUp, setUp } from '../core/people/set-up.ts'
import type { Auth } from './auth/auth.ts'
import { copyCookies, toHeaders } from './auth/web-request.ts'
import { open, type Routes } from './http/types.ts'
import { id } from './shapes/common.ts'
import { setUpBody } from './shapes/people.ts'

export function setupRoutes({ app, core }: Routes, auth: Auth): void {
  app.get(
    '/setup',
    {
      config: open,
      schema: {
        tags: ['set-up'],
        summary: 'Whether the installation waits for its owner',
        response: { 200: z.object({ needed: z.boolean() }) },
      },
    },
    async () => ({ needed: await needsSetUp(core.db) }),
  )

  app.post(
    '/setup',
    {
      config: open,
      schema: {
        tags: ['set-up'],
        summary: 'Create the owner and the first workspace',
        body: setUpBody,
        response: { 201: z.object({ workspaceId: id }) },
      },
    },
    async (request, reply) => {
      const { workspaceName, ...owner } = request.body
      const from = { requestId: request.id, address: request.ip }
      const { workspace } = await setUp(core, { owner, workspaceName, from })
      const { email, password } = owner
      copyCookies(
        await auth.api.signInEmail({ body: { email, password }, headers: toHeaders(request), asResponse: true }),
        reply,
      )
      return reply.code(201).send({ workspaceId: workspace.id })
    },
  )
}
