import { z } from 'zod'
import { listDrills, runDrill, type Drill } from '../core/halts/drill.ts'
import { haltLevels } from '../db/schema.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { network } from './shapes/account.ts'
import { at, id, instant, list, workspaceParams } from './shapes/common.ts'
import { deliveryWithWords, toDeliveryWithWords } from './shapes/held.ts'

const level = z.enum(haltLevels)

const drill = z
  .object({
    id,
    level,
    scope: z.object({
      network: z.string().nullable(),
      accountId: id.nullable(),
      campaignId: id.nullable(),
    }),
    scopeNames: z.object({ account: z.string().optional(), campaign: z.string().optional() }),
    by: z.string(),
    beganAt: instant,
    /** How long until nothing new could leave. */
    sealedMs: z.number().int(),
    /** How long until nothing was on the wire; null when that took longer than 30 seconds. */
    silentMs: z.number().int().nullable(),
    onWire: z.number().int(),
    /** Due within the next 24 hours. */
    wouldHold: z.number().int(),
    /** Out in the last 60 minutes. */
    wouldRecall: z.number().int(),
    /** The first 50; on the day alone, not in the list of past rehearsals. */
    wouldHoldItems: z.array(deliveryWithWords).optional(),
    wouldRecallItems: z.array(deliveryWithWords).optional(),
  })
  .meta({ id: 'Drill' })

function toDrill(row: Drill): z.infer<typeof drill> {
  const {
    level: strength,
    beganAt,
    sealedMs,
    silentMs,
    onWire,
    wouldHold,
    wouldRecall,
    accountName,
    campaignName,
  } = row
  return {
    id: row.id,
    level: strength,
    scope: { network: row.network, accountId: row.accountId, campaignId: row.campaignId },
    scopeNames: {
      ...(accountName === null ? {} : { account: accountName }),
      ...(campaignName === null ? {} : { campaign: campaignName }),
    },
    by: row.drilledByName,
    beganAt: at(beganAt),
    sealedMs,
    silentMs,
    onWire,
    wouldHold,
    wouldRecall,
  }
}

export function drillRoutes({ app, core }: Routes): void {
  const tags = ['halts']
  app.get(
    '/workspaces/:workspaceId/drills',
    {
      config: needs('halt.read'),
      schema: {
        tags,
        summary: 'List rehearsals, the last first',
        params: workspaceParams,
        response: { 200: list(drill) },
      },
    },
    async (request) => ({
      items: (await listDrills(core.db, request.params.workspaceId)).map(toDrill),
      nextCursor: null,
    }),
  )

  app.post(
    '/workspaces/:workspaceId/drills',
    {
      config: needs('halt.drill'),
      schema: {
        tags,
        summary: 'Rehearse an emergency stop: says what it would hold and how fast, and holds nothing',
        params: workspaceParams,
        body: z
          .object({
            level: level.optional(),
            network: network.optional(),
            accountId: id.optional(),
            campaignId: id.optional(),
          })
          .nullish(),
        response: { 201: drill },
      },
    },
    async (request, reply) => {
      const { level: strength = 'all', ...scope } = request.body ?? {}
      const { workspaceId } = request.params
      const { actor, person } = signedIn(request)
      const made = await runDrill(core, { workspaceId, level: strength, ...scope, personId: person.id, actor })
      return reply.code(201).send({
        ...toDrill(made),
        wouldHoldItems: made.wouldHoldItems.map(toDeliveryWithWords),
        wouldRecallItems: made.wouldRecallItems.map(toDeliveryWithWords),
      })
    },
  )
}
