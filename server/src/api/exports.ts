import { Readable } from 'node:stream'
import { z } from 'zod'
import { sectionNames, type SectionName } from '../core/exports/sections.ts'
import { openExport } from '../core/exports/write.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { workspaceParams } from './shapes/common.ts'

const section = z.enum(sectionNames as [SectionName, ...SectionName[]])
const flag = z.enum(['true', 'false']).default('false')

/** Everything of a workspace, to take along. Streamed: it may be large. */
export function exportRoutes({ app, core }: Routes): void {
  const path = '/workspaces/:workspaceId/export'
  const tags = ['exports']
  const day = () => core.clock.wall().toISOString().slice(0, 10)

  app.get(
    `${path}.json`,
    {
      config: needs('export.read'),
      schema: { tags, summary: 'Everything of a workspace as one JSON document', params: workspaceParams },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const { actor } = signedIn(request)
      const taken = { workspaceId, format: 'json', sections: sectionNames, mark: false, actor } as const
      return reply
        .type('application/json; charset=utf-8')
        .header('content-disposition', `attachment; filename="vigie-${day()}.json"`)
        .send(Readable.from(await openExport(core, taken)))
    },
  )

  app.get(
    `${path}.csv`,
    {
      config: needs('export.read'),
      schema: {
        tags,
        summary: 'One kind of thing of a workspace as CSV',
        params: workspaceParams,
        querystring: z.object({
          section,
          mark: flag.describe('With the byte order mark by which Excel knows UTF-8'),
        }),
      },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const { section: name, mark } = request.query
      const { actor } = signedIn(request)
      const taken = { workspaceId, format: 'csv', sections: [name], mark: mark === 'true', actor } as const
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="vigie-${name}-${day()}.csv"`)
        .send(Readable.from(await openExport(core, taken)))
    },
  )
}
