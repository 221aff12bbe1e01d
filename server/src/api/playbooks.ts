import { z } from 'zod'
import { findPlaybook, readPlaybooks } from '../core/playbooks/playbook.ts'
import { readRuns, startRun, tick, untick } from '../core/playbooks/run.ts'
import { archivePlaybook, editPlaybook, writePlaybook } from '../core/playbooks/write.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { id, itemParams, list, nothing, workspaceParams } from './shapes/common.ts'
import { playbook, playbookBody, playbookRun, toPlaybook, toRun } from './shapes/playbook.ts'

export function playbookRoutes({ app, core }: Routes): void {
  const tags = ['playbooks']
  app.get(
    '/workspaces/:workspaceId/playbooks',
    {
      config: needs('playbook.read'),
      schema: { tags, summary: 'List playbooks by name', params: workspaceParams, response: { 200: list(playbook) } },
    },
    async (request) => ({
      items: (await readPlaybooks(core.db, request.params.workspaceId)).map(toPlaybook),
      nextCursor: null,
    }),
  )

  app.post(
    '/workspaces/:workspaceId/playbooks',
    {
      config: needs('playbook.change'),
      schema: {
        tags,
        summary: 'Write a playbook',
        params: workspaceParams,
        body: playbookBody,
        response: { 201: playbook },
      },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const written = await writePlaybook(core, { workspaceId, draft: request.body, actor: signedIn(request).actor })
      return reply.code(201).send(toPlaybook(written))
    },
  )

  app.get(
    '/workspaces/:workspaceId/playbooks/:id',
    {
      config: needs('playbook.read'),
      schema: { tags, summary: 'Read a playbook', params: itemParams, response: { 200: playbook } },
    },
    async (request) => toPlaybook(await findPlaybook(core.db, request.params.workspaceId, request.params.id)),
  )

  app.patch(
    '/workspaces/:workspaceId/playbooks/:id',
    {
      config: needs('playbook.change'),
      schema: {
        tags,
        summary: 'Rewrite a playbook, whole',
        params: itemParams,
        body: playbookBody.extend({ version: z.number().int() }),
        response: { 200: playbook },
      },
    },
    async (request) => {
      const { version, ...draft } = request.body
      const { actor } = signedIn(request)
      return toPlaybook(await editPlaybook(core, { ...request.params, version, draft, actor }))
    },
  )

  app.delete(
    '/workspaces/:workspaceId/playbooks/:id',
    {
      config: needs('playbook.change'),
      schema: { tags, summary: 'Put a playbook away', params: itemParams, response: { 204: nothing } },
    },
    async (request, reply) => {
      await archivePlaybook(core, request.params.workspaceId, request.params.id, signedIn(request).actor)
      return reply.code(204).send(null)
    },
  )
}

/** Playbooks during a halt. */
export function playbookRunRoutes({ app, core }: Routes): void {
  const tags = ['playbooks']
  app.get(
    '/workspaces/:workspaceId/halts/:id/playbook',
    {
      config: needs('playbook.read'),
      schema: {
        tags,
        summary: 'List the playbooks taken up during a halt, with what was ticked',
        params: itemParams,
        response: { 200: list(playbookRun) },
      },
    },
    async (request) => ({
      items: (await readRuns(core.db, request.params.workspaceId, request.params.id)).map(toRun),
      nextCursor: null,
    }),
  )

  app.post(
    '/workspaces/:workspaceId/halts/:id/playbook',
    {
      config: needs('playbook.tick'),
      schema: {
        tags,
        summary: 'Take up a playbook during a halt',
        params: itemParams,
        body: z.object({ playbookId: id }),
        response: { 200: playbookRun },
      },
    },
    async (request) => {
      const { workspaceId, id: haltId } = request.params
      const { actor, person } = signedIn(request)
      const { playbookId } = request.body
      return toRun(await startRun(core, { workspaceId, haltId, playbookId, personId: person.id, actor }))
    },
  )

  const params = itemParams.extend({ runId: id, stepId: id })
  const route = '/workspaces/:workspaceId/halts/:id/playbook/:runId/steps/:stepId/tick'
  app.put(
    route,
    {
      config: needs('playbook.tick'),
      schema: { tags, summary: 'Tick a step', params, response: { 200: playbookRun } },
    },
    async (request) => {
      const { workspaceId, id: haltId, runId, stepId } = request.params
      const { actor, person } = signedIn(request)
      return toRun(await tick(core, { workspaceId, haltId, runId, stepId, personId: person.id, actor }))
    },
  )
  app.delete(
    route,
    {
      config: needs('playbook.tick'),
      schema: { tags, summary: 'Take a tick back', params, response: { 200: playbookRun } },
    },
    async (request) => {
      const { workspaceId, id: haltId, runId, stepId } = request.params
      const { actor, person } = signedIn(request)
      return toRun(await untick(core, { workspaceId, haltId, runId, stepId, personId: person.id, actor }))
    },
  )
}
