import { z } from 'zod'
import { listAudit } from '../core/audit/list.ts'
import { needs, type Routes } from './http/types.ts'
import { list, pageQuery, workspaceParams } from './shapes/common.ts'
import { historyEntry, toHistory } from './shapes/post.ts'

const auditEntry = historyEntry.extend({ seq: z.string(), postId: z.string().nullable() }).meta({ id: 'AuditEntry' })

export function auditRoutes({ app, core }: Routes): void {
  app.get(
    '/workspaces/:workspaceId/audit',
    {
      config: needs('audit.read'),
      schema: {
        tags: ['record'],
        summary: 'Who did what, newest first',
        params: workspaceParams,
        querystring: pageQuery.extend({
          cursor: z
            .string()
            .regex(/^\d{1,18}$/, 'This cursor is not one of ours: start without one.')
            .optional(),
        }),
        response: { 200: list(auditEntry) },
      },
    },
    async (request) => {
      const { cursor, limit } = request.query
      const page = { limit, ...(cursor === undefined ? {} : { before: cursor }) }
      const entries = await listAudit(core.db, request.params.workspaceId, page)
      return {
        items: entries.map((entry) => ({ ...toHistory(entry), seq: entry.seq, postId: entry.postId })),
        nextCursor: entries.length === limit ? (entries.at(-1)?.seq ?? null) : null,
      }
    },
  )
}
