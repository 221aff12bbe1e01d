import { z } from 'zod'
import { transact } from '../core/context.ts'
import { changeWorkspace, createWorkspace, findWorkspace } from '../core/people/workspaces.ts'
import { signedIn } from './http/signed-in.ts'
import { installationOwner, needs, type Routes } from './http/types.ts'
import { name, timeZone, workspaceParams } from './shapes/common.ts'
import { toWorkspace, workspace, workspaceChange } from './shapes/people.ts'

export function workspaceRoutes({ app, core }: Routes): void {
  const tags = ['workspaces']
  app.post(
    '/workspaces',
    {
      config: installationOwner,
      schema: { tags, summary: 'Create a workspace', body: z.object({ name, timeZone }), response: { 201: workspace } },
    },
    async (request, reply) => {
      const { person: owner, actor } = signedIn(request)
      const created = await transact(core, (tx) => createWorkspace(tx, { ...request.body, owner, actor }))
      return reply.code(201).send(toWorkspace(created))
    },
  )

  app.get(
    '/workspaces/:workspaceId',
    {
      config: needs('workspace.read'),
      schema: { tags, summary: 'Read a workspace', params: workspaceParams, response: { 200: workspace } },
    },
    async (request) => toWorkspace(await findWorkspace(core.db, request.params.workspaceId)),
  )

  app.patch(
    '/workspaces/:workspaceId',
    {
      config: needs('workspace.change'),
      schema: {
        tags,
        summary: 'Change a workspace',
        params: workspaceParams,
        body: workspaceChange,
        response: { 200: workspace },
      },
    },
    async (request) =>
      toWorkspace(await changeWorkspace(core, request.params.workspaceId, request.body, signedIn(request).actor)),
  )
}
