import { z } from 'zod'
import { approvalsAskedOf } from '../core/approvals/asked-of.ts'
import { errors } from '../core/errors.ts'
import { decideNeeds } from '../core/needs/decide.ts'
import { countNeeds, listNeeds, type NeedPlace } from '../core/needs/list.ts'
import { roleHere, signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { approval, toApproval } from './shapes/approval.ts'
import { id, instant, maybeAt, workspaceParams } from './shapes/common.ts'
import { heldDelivery, toHeldDelivery } from './shapes/held.ts'

/** Most that is shown at once. */
const most = 300

/** @throws REQUEST_MALFORMED */
function parsePlace(cursor: string): NeedPlace {
  const [rank, due, key] = cursor.split('_')
  const parsed = z
    .object({ rank: z.coerce.number().int(), due: z.string().regex(/^\d{4}-[\d:.+ -]+$/), key: id })
    .safeParse({ rank, due, key })
  if (!parsed.success) throw errors.malformed('This cursor is not one of ours: start without one.')
  return { urgency: parsed.data.rank, due: parsed.data.due, id: parsed.data.key }
}

function cursorOf(rows: readonly NeedPlace[], limit: number): string | null {
  const last = rows.length === limit ? rows.at(-1) : undefined
  return last === undefined ? null : `${last.urgency}_${last.due}_${last.id}`
}

const counts = z
  .object({
    held: z.number().int(),
    failed: z.number().int(),
    unconfirmed: z.number().int(),
    /** Asked of the caller. */
    approvals: z.number().int(),
    signIns: z.number().int().describe('Accounts to be signed in again, now or soon'),
    total: z.number().int(),
  })
  .meta({ id: 'NeedCounts' })
const asked = approval.extend({ postId: id, text: z.string(), dueAt: instant.nullable() }).meta({ id: 'AskedApproval' })

/** What waits for a person: one list of deliveries, and the approvals asked of who looks. */
export function needRoutes({ app, core }: Routes): void {
  const tags = ['needs']
  app.get(
    '/workspaces/:workspaceId/needs',
    {
      config: needs('delivery.read'),
      schema: {
        tags,
        summary: 'What waits for a person, the most urgent first',
        params: workspaceParams,
        querystring: z.object({
          cursor: z.string().max(200).optional(),
          limit: z.coerce.number().int().min(1).max(most).default(most),
        }),
        response: {
          200: z.object({
            counts,
            approvals: z.array(asked),
            deliveries: z.array(heldDelivery),
            nextCursor: z.string().nullable(),
          }),
        },
      },
    },
    async (request) => {
      const { workspaceId } = request.params
      const { cursor, limit } = request.query
      const after = cursor === undefined ? undefined : parsePlace(cursor)
      const by = { personId: signedIn(request).person.id, role: roleHere(request) }
      const [total, open, deliveries] = await Promise.all([
        countNeeds(core.db, workspaceId, by),
        approvalsAskedOf(core.db, workspaceId, by),
        listNeeds(core.db, workspaceId, { limit, after }),
      ])
      const now = core.clock.wall()
      return {
        counts: total,
        approvals: open.map((row) => ({
          ...toApproval(row, now),
          postId: row.postId,
          text: row.text,
          dueAt: maybeAt(row.dueAt),
        })),
        deliveries: deliveries.map(toHeldDelivery),
        nextCursor: cursorOf(deliveries, limit),
      }
    },
  )

  app.get(
    '/workspaces/:workspaceId/needs/count',
    {
      config: needs('delivery.read'),
      schema: { tags, summary: 'How much waits for a person', params: workspaceParams, response: { 200: counts } },
    },
    (request) =>
      countNeeds(core.db, request.params.workspaceId, {
        personId: signedIn(request).person.id,
        role: roleHere(request),
      }),
  )

  app.post(
    '/workspaces/:workspaceId/needs/decide',
    {
      config: needs('delivery.change'),
      schema: {
        tags,
        summary: 'Send or drop what is held or refused, many at once; an unconfirmed one is refused',
        params: workspaceParams,
        body: z.object({ ids: z.array(id).min(1).max(500), as: z.enum(['send_now', 'drop']) }),
        response: {
          200: z.object({ done: z.number().int(), refused: z.array(z.object({ id, code: z.string() })) }),
        },
      },
    },
    async (request) => {
      const { ids, as } = request.body
      const { workspaceId } = request.params
      return decideNeeds(core, { workspaceId, ids, decision: { as }, actor: signedIn(request).actor })
    },
  )
}
