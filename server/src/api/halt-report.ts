import { z } from 'zod'
import { fates } from '../core/halts/fates.ts'
import { reportPdf } from '../core/halts/report-pdf.ts'
import { reportOf, type ReportDelivery } from '../core/halts/report.ts'
import { memberHere, signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { at, id, instant, itemParams, language, maybeAt } from './shapes/common.ts'
import { halt, toHalt } from './shapes/halt.ts'

const line = z.object({
  at: instant,
  /** When it was done for the last time, where one actor did it several times on end. */
  until: instant.nullable(),
  action: z.string(),
  by: z.object({ kind: z.enum(['person', 'token', 'system']), name: z.string() }),
  count: z.number().int(),
  /** Words of what it was done to: the beginning of a text, a step, a reason. */
  what: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})

const way = z.object({
  deliveryId: id,
  postId: id,
  account: z.object({ network: z.string(), handle: z.string() }),
  text: z.string(),
  dueAt: instant,
  url: z.string().nullable(),
  heldAt: instant.nullable(),
  fate: z.enum(fates),
  fateAt: instant,
  by: z.string(),
  statement: z.boolean(),
  recall: z.enum(['asked', 'removed', 'failed']).nullable(),
  recallDetail: z.string().nullable(),
})

const whole = z.number().int()
const report = z
  .object({
    halt,
    workspace: z.object({ name: z.string(), timeZone: z.string() }),
    timeline: z.array(line),
    held: z.array(way),
    recalled: z.array(way),
    /** Of everything, also where the lists are cut: what was held by what became of it, statements, recalls. */
    counts: z.object({
      ...(Object.fromEntries(fates.map((fate) => [fate, whole])) as Record<(typeof fates)[number], typeof whole>),
      onWire: whole,
      held: whole,
      statements: whole,
      recallAsked: whole,
      recallRemoved: whole,
      recallFailed: whole,
    }),
  })
  .meta({ id: 'HaltReport' })

function toWay(one: ReportDelivery): z.infer<typeof way> {
  const { network, handle, dueAt, heldAt, fateAt, ...rest } = one
  return { ...rest, account: { network, handle }, dueAt: at(dueAt), heldAt: maybeAt(heldAt), fateAt: at(fateAt) }
}

export function haltReportRoutes({ app, core }: Routes): void {
  const tags = ['halts']
  app.get(
    '/workspaces/:workspaceId/halts/:id/report',
    {
      config: needs('halt.read'),
      schema: { tags, summary: 'Report on a halt, from the record', params: itemParams, response: { 200: report } },
    },
    async (request) => {
      const made = await reportOf(core.db, request.params.workspaceId, request.params.id)
      return {
        halt: toHalt(made.halt, { caller: signedIn(request), member: memberHere(request) }),
        workspace: made.workspace,
        timeline: made.timeline.map((one) => ({ ...one, at: at(one.at), until: maybeAt(one.until) })),
        held: made.held.map(toWay),
        recalled: made.recalled.map(toWay),
        counts: made.counts,
      }
    },
  )

  app.get(
    '/workspaces/:workspaceId/halts/:id/report.pdf',
    {
      config: needs('halt.read'),
      schema: {
        tags,
        summary: 'The report as a PDF',
        params: itemParams,
        querystring: z.object({ language: language.optional() }),
      },
    },
    async (request, reply) => {
      const made = await reportOf(core.db, request.params.workspaceId, request.params.id)
      const tongue = request.query.language ?? signedIn(request).person.language
      const pdf = await reportPdf(made, tongue, core.clock.wall())
      const day = made.halt.sealedAt.toISOString().slice(0, 10)
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="vigie-${tongue === 'fr' ? 'arret' : 'stop'}-${day}.pdf"`)
        .send(pdf)
    },
  )
}
