import { z } from 'zod'
import { createSeries } from '../core/series/create.ts'
import { changeSeries, endSeries } from '../core/series/end.ts'
import { findSeries, listSeries, type SeriesView } from '../core/series/find.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { at, id, instant, itemParams, list, maybeAt, workspaceParams } from './shapes/common.ts'

const rule = z.string().trim().min(1).max(500).describe('RFC 5545, such as FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10')

const series = z
  .object({
    id,
    postId: id.describe('The post it began with'),
    rule: z.string(),
    timeZone: z.string(),
    startsAt: z.string().describe('The first, on the wall of the zone'),
    automatic: z.boolean(),
    problem: z.string().nullable().describe('The code of what keeps the next occurrence from being made'),
    planned: z.int().describe('Occurrences that are made and still to come'),
    detached: z.int().describe('How many of them somebody has changed'),
    goesOn: z.boolean().describe('More will be made as time goes on'),
    createdAt: instant,
    endedAt: instant.nullable(),
  })
  .meta({ id: 'Series' })

const toSeries = (row: SeriesView): z.infer<typeof series> => ({
  id: row.id,
  postId: row.postId,
  rule: row.rule,
  timeZone: row.timeZone,
  startsAt: row.startsAt,
  automatic: row.automatic,
  problem: row.problem,
  planned: row.planned,
  detached: row.detached,
  goesOn: row.lookAt !== null && row.endedAt === null,
  createdAt: at(row.createdAt),
  endedAt: maybeAt(row.endedAt),
})

/** Posts that come again and again. */
export function seriesRoutes({ app, core }: Routes): void {
  const tags = ['series']
  const path = '/workspaces/:workspaceId/series'
  app.get(
    path,
    {
      config: needs('post.read'),
      schema: {
        tags,
        summary: 'List the repetitions that go on, newest first',
        params: workspaceParams,
        response: { 200: list(series) },
      },
    },
    async (request) => {
      const rows = await listSeries(core.db, request.params.workspaceId, 200)
      return { items: rows.map(toSeries), nextCursor: null }
    },
  )

  app.post(
    path,
    {
      config: needs('post.send'),
      schema: {
        tags,
        summary: 'Have a planned post come again by a rule; what a token repeats needs an end',
        params: workspaceParams,
        body: z.object({ postId: id, rule }),
        response: { 201: series },
      },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const { actor, person } = signedIn(request)
      const made = await createSeries(core, { workspaceId, ...request.body, personId: person.id, actor })
      return reply.code(201).send(toSeries(await findSeries(core.db, workspaceId, made.id)))
    },
  )

  app.get(
    `${path}/:id`,
    {
      config: needs('post.read'),
      schema: { tags, summary: 'Read a repetition', params: itemParams, response: { 200: series } },
    },
    async (request) => toSeries(await findSeries(core.db, request.params.workspaceId, request.params.id)),
  )

  app.post(
    `${path}/:id/change`,
    {
      config: needs('post.send'),
      schema: {
        tags,
        summary: 'From one of its posts on, another rule and that post’s words; what somebody changed stays',
        params: itemParams,
        body: z.object({ postId: id, rule }),
        response: { 200: series },
      },
    },
    async (request) => {
      const { workspaceId, id: seriesId } = request.params
      const { actor, person } = signedIn(request)
      const change = { workspaceId, id: seriesId, ...request.body, personId: person.id, actor }
      return toSeries(await findSeries(core.db, workspaceId, (await changeSeries(core, change)).id))
    },
  )

  app.post(
    `${path}/:id/end`,
    {
      config: needs('post.send'),
      schema: {
        tags,
        summary: 'End a repetition: what is still to come and nobody changed is taken back',
        params: itemParams,
        response: { 200: z.object({ takenBack: z.int() }) },
      },
    },
    async (request) => ({ takenBack: await endSeries(core, { ...request.params, actor: signedIn(request).actor }) }),
  )
}
