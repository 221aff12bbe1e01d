import { z } from 'zod'
import { errors } from '../core/errors.ts'
import { beginImport } from '../core/imports/begin.ts'
import { checkImport } from '../core/imports/check.ts'
import { find, listImports, listRows } from '../core/imports/find.ts'
import { mostBytes } from '../core/imports/parse.ts'
import { cancelImport, startImport } from '../core/imports/start.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { itemParams, workspaceParams } from './shapes/common.ts'
import { importMapping, importOptions, importRow, importShape, toImport, toImportRow } from './shapes/import.ts'

const fileTypes = ['text/csv', 'text/plain', 'text/tab-separated-values', 'application/octet-stream']

/** Files of posts: read, checked without making anything, then made by a job. Registered by themselves: they take more than JSON. */
export function importRoutes({ app, core }: Routes): void {
  app.addContentTypeParser(fileTypes, { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) => {
    done(null, body)
  })
  const tags = ['imports']
  const path = '/workspaces/:workspaceId/imports'

  app.get(
    path,
    {
      config: needs('import.read'),
      schema: {
        tags,
        summary: 'List imports, the latest first',
        params: workspaceParams,
        response: { 200: z.object({ items: z.array(importShape) }) },
      },
    },
    async (request) => ({ items: (await listImports(core.db, request.params.workspaceId)).map(toImport) }),
  )

  app.post(
    path,
    {
      config: needs('import.change'),
      bodyLimit: mostBytes,
      schema: {
        tags,
        summary: 'Read a CSV file of posts, sent as text/csv: nothing is made yet',
        params: workspaceParams,
        querystring: z.object({ fileName: z.string().max(200).default('import.csv') }),
        response: { 201: importShape },
      },
    },
    async (request, reply) => {
      const { actor, person } = signedIn(request)
      const bytes: unknown = request.body
      if (!Buffer.isBuffer(bytes)) throw errors.unsupportedMedia('Send the file itself, with content-type: text/csv.')
      const { workspaceId } = request.params
      const { fileName } = request.query
      const begun = await beginImport(core, { workspaceId, personId: person.id, fileName, bytes, actor })
      return reply.code(201).send(toImport(begun))
    },
  )

  app.get(
    `${path}/:id`,
    {
      config: needs('import.read'),
      schema: { tags, summary: 'Read an import and how far it is', params: itemParams, response: { 200: importShape } },
    },
    async (request) => toImport(await find(core.db, request.params.workspaceId, request.params.id)),
  )

  app.get(
    `${path}/:id/rows`,
    {
      config: needs('import.read'),
      schema: {
        tags,
        summary: 'Rows of an import, with what each becomes and what speaks against it',
        params: itemParams,
        querystring: z.object({
          only: z.enum(['all', 'problems', 'refused']).default('all'),
          after: z.coerce.number().int().min(0).default(0).describe('The row behind which the page begins'),
          limit: z.coerce.number().int().min(1).max(1000).default(200),
        }),
        response: { 200: z.object({ items: z.array(importRow), nextAfter: z.number().int().nullable() }) },
      },
    },
    async (request) => {
      const { id } = await find(core.db, request.params.workspaceId, request.params.id)
      const rows = await listRows(core.db, id, request.query)
      const last = rows.length === request.query.limit ? (rows.at(-1)?.row ?? null) : null
      return { items: rows.map(toImportRow), nextAfter: last }
    },
  )

  app.post(
    `${path}/:id/check`,
    {
      config: needs('import.change'),
      schema: {
        tags,
        summary: 'Dry run: say what speaks against each row, and make nothing',
        params: itemParams,
        body: z.object({ mapping: importMapping, options: importOptions }),
        response: { 200: importShape },
      },
    },
    async (request) => {
      const { workspaceId, id } = request.params
      const { actor } = signedIn(request)
      return toImport(await checkImport(core, { workspaceId, id, ...request.body, actor }))
    },
  )

  const acts = {
    start: { summary: 'Make the rows that nothing speaks against, as a job', act: startImport },
    cancel: { summary: 'Make no more of it; what is made stays', act: cancelImport },
  } as const
  for (const [name, { summary, act }] of Object.entries(acts)) {
    app.post(
      `${path}/:id/${name}`,
      {
        config: needs('import.change'),
        schema: { tags, summary, params: itemParams, response: { 200: importShape } },
      },
      async (request) => {
        const { workspaceId, id } = request.params as z.infer<typeof itemParams>
        return toImport(await act(core, workspaceId, id, signedIn(request).actor))
      },
    )
  }
}
