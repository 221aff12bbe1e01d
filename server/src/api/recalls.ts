import { z } from 'zod'
import { askRecall } from '../core/halts/ask-recall.ts'
import { listOut, type OutDelivery } from '../core/halts/out.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { id, instant, itemParams, list } from './shapes/common.ts'
import { deliveryWithWords, toDeliveryWithWords } from './shapes/held.ts'

/** Most of what is out that is shown at once. */
const mostOut = 500
const minutes = z.coerce.number().int().min(1).max(1440)

const outDelivery = deliveryWithWords
  .extend({
    recall: z
      .object({
        /** Null while it is under way; `detail` then says what the last try met. */
        outcome: z.enum(['removed', 'failed']).nullable(),
        detail: z.string().nullable(),
        askedBy: z.string(),
        askedAt: instant,
        doneAt: instant.nullable(),
      })
      .nullable(),
    /** It went out during the stop by leave. Recalling everything leaves it alone; naming it does not. */
    statement: z.boolean(),
    canRecall: z.boolean(),
  })
  .meta({ id: 'OutDelivery' })

const utc = (time: string): string => new Date(time).toISOString()

function toOutDelivery(row: OutDelivery): z.infer<typeof outDelivery> {
  const { recall, statement, canRecall } = row
  const told = recall && { ...recall, askedAt: utc(recall.askedAt), doneAt: recall.doneAt && utc(recall.doneAt) }
  return { ...toDeliveryWithWords(row), recall: told, statement, canRecall }
}

export function recallRoutes({ app, core }: Routes): void {
  const tags = ['halts']
  app.get(
    '/workspaces/:workspaceId/halts/:id/out',
    {
      config: needs('halt.read'),
      schema: {
        tags,
        summary: 'List what went out within a halt’s scope shortly before it, and since',
        params: itemParams,
        querystring: z.object({ minutes: minutes.default(60) }),
        response: { 200: list(outDelivery).extend({ total: z.number().int() }) },
      },
    },
    async (request) => {
      const { workspaceId, id: haltId } = request.params
      const page = { minutes: request.query.minutes, limit: mostOut }
      const { items, total } = await listOut(core, workspaceId, haltId, page)
      return { items: items.map(toOutDelivery), total, nextCursor: null }
    },
  )

  app.post(
    '/workspaces/:workspaceId/halts/:id/recall',
    {
      config: needs('halt.recall'),
      schema: {
        tags,
        summary: 'Have what went out taken down from its network, all of it or some',
        params: itemParams,
        body: z.object({ deliveryIds: z.array(id).min(1).max(500).optional(), minutes: minutes.optional() }).nullish(),
        response: {
          202: z.object({
            asked: z.number().int(),
            refused: z.array(z.object({ id, code: z.string() })),
          }),
        },
      },
    },
    async (request, reply) => {
      const { workspaceId, id: haltId } = request.params
      const { deliveryIds, minutes: before } = request.body ?? {}
      const answer = await askRecall(core, {
        workspaceId,
        haltId,
        actor: signedIn(request).actor,
        ...(deliveryIds === undefined ? {} : { deliveryIds }),
        ...(before === undefined ? {} : { minutes: before }),
      })
      return reply.code(202).send(answer)
    },
  )
}
