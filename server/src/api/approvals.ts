import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { askApproval } from '../core/approvals/ask.ts'
import { decideApproval, overrideApproval } from '../core/approvals/decide.ts'
import { approvalsOfPost } from '../core/approvals/read.ts'
import { readMissingApproval } from '../core/approvals/stand.ts'
import { withdrawApproval } from '../core/approvals/withdraw.ts'
import { may } from '../core/people/permissions.ts'
import { findPost } from '../core/posts/find.ts'
import { roleHere, signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { approvals, toApprovals } from './shapes/approval.ts'
import { id, instant, itemParams, nothing } from './shapes/common.ts'

const note = z.string().trim().max(2000)
const askBody = z.object({
  /** One person, or anybody of a role and those above it. */
  of: z.union([z.strictObject({ role: z.enum(['owner', 'admin', 'editor']) }), z.strictObject({ personId: id })]),
  note: note.default(''),
  /** Until when an answer is wanted; a week when nothing is said. */
  expiresAt: instant.optional(),
  /** When it is to go out once it is approved. */
  when: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('at'), at: instant }),
      z.object({ kind: z.literal('slot') }),
    ])
    .optional(),
})

export function approvalRoutes({ app, core }: Routes): void {
  const tags = ['approvals']
  const path = '/workspaces/:workspaceId/posts/:id/approval'
  const byOf = (request: FastifyRequest) => ({ personId: signedIn(request).person.id, role: roleHere(request) })

  async function view(request: FastifyRequest, workspaceId: string, postId: string) {
    await findPost(core.db, workspaceId, postId)
    const [rows, missing, clock] = await Promise.all([
      approvalsOfPost(core.db, postId),
      readMissingApproval(core.db, postId),
      sql<{ now: Date }>`select clock_timestamp() as now`.execute(core.db),
    ])
    const mayOverride = may(roleHere(request), 'approval.override', request.crisisLead)
    const now = clock.rows[0]?.now ?? core.clock.wall()
    return toApprovals(rows, { missing: missing ?? null, now, by: byOf(request), mayOverride })
  }

  app.get(
    path,
    {
      config: needs('post.read'),
      schema: {
        tags,
        summary: 'The approval of a post, and those before',
        params: itemParams,
        response: { 200: approvals },
      },
    },
    (request) => view(request, request.params.workspaceId, request.params.id),
  )

  app.post(
    path,
    {
      config: needs('approval.ask'),
      schema: {
        tags,
        summary: 'Ask for approval; until it is given the gate keeps the post in',
        params: itemParams,
        body: askBody,
        response: { 200: approvals },
      },
    },
    async (request) => {
      const { workspaceId, id: postId } = request.params
      const { of, note: said, expiresAt, when } = request.body
      await askApproval(core, {
        workspaceId,
        postId,
        of,
        note: said,
        expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
        when: when?.kind === 'at' ? { kind: 'at', at: new Date(when.at) } : when,
        by: byOf(request),
        actor: signedIn(request).actor,
      })
      return view(request, workspaceId, postId)
    },
  )

  app.delete(
    path,
    {
      config: needs('approval.ask'),
      schema: {
        tags,
        summary: 'Take the question back; what could not be planned without it is taken back too',
        params: itemParams,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      const { workspaceId, id: postId } = request.params
      await withdrawApproval(core, { workspaceId, postId, by: byOf(request), actor: signedIn(request).actor })
      return reply.code(204).send(null)
    },
  )

  app.post(
    `${path}/decide`,
    {
      config: needs('approval.decide'),
      schema: {
        tags,
        summary: 'Approve or refuse a post, as the one who was asked',
        params: itemParams,
        body: z.object({ as: z.enum(['approved', 'refused']), version: z.number().int(), note: note.default('') }),
        response: { 200: approvals },
      },
    },
    async (request) => {
      const { workspaceId, id: postId } = request.params
      const { actor } = signedIn(request)
      await decideApproval(core, { workspaceId, postId, ...request.body, by: byOf(request), actor })
      return view(request, workspaceId, postId)
    },
  )

  app.post(
    `${path}/override`,
    {
      config: needs('approval.override'),
      schema: {
        tags,
        summary: 'Let a post pass without the answer, with a reason',
        params: itemParams,
        body: z.object({ reason: note.min(3, 'Say why, in a few words.') }),
        response: { 200: approvals },
      },
    },
    async (request) => {
      const { workspaceId, id: postId } = request.params
      const { reason } = request.body
      await overrideApproval(core, { workspaceId, postId, reason, by: byOf(request), actor: signedIn(request).actor })
      return view(request, workspaceId, postId)
    },
  )
}
