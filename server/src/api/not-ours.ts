import { z } from 'zod'
import { cancelNotOurs, listNotOurs } from '../core/halts/not-ours.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { network } from './shapes/account.ts'
import { at, id, instant, itemParams, nothing } from './shapes/common.ts'

const notOurs = z.object({
  items: z.array(z.object({ accountId: id, id: z.string(), text: z.string(), dueAt: instant })),
  unsupported: z
    .array(network)
    .describe(
      'Networks without a scheduler of their own: nothing can wait there. What another tool keeps in its own queue cannot be seen from here, and has to be stopped there.',
    ),
  failed: z
    .array(z.object({ accountId: id, detail: z.string() }))
    .describe('Accounts that could not be looked into: something may wait there.'),
})

export function notOursRoutes({ app, core }: Routes): void {
  const tags = ['halts']
  app.get(
    '/workspaces/:workspaceId/halts/:id/not-ours',
    {
      config: needs('halt.read'),
      schema: {
        tags,
        summary: 'List what other tools left with the networks’ own schedulers',
        params: itemParams,
        response: { 200: notOurs },
      },
    },
    async (request) => {
      const { items, unsupported, failed } = await listNotOurs(core, request.params.workspaceId, request.params.id)
      return {
        items: items.map((item) => ({ ...item, dueAt: at(item.dueAt) })),
        unsupported: [...unsupported],
        failed: [...failed],
      }
    },
  )

  app.post(
    '/workspaces/:workspaceId/halts/:id/not-ours/cancel',
    {
      config: needs('halt.recall'),
      schema: {
        tags,
        summary: 'Cancel one of those on its network',
        params: itemParams,
        body: z.object({ accountId: id, id: z.string().min(1).max(500) }),
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      const { workspaceId, id: haltId } = request.params
      await cancelNotOurs(core, { workspaceId, haltId, ...request.body, actor: signedIn(request).actor })
      return reply.code(204).send(null)
    },
  )
}
