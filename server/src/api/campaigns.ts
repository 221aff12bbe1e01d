import { z } from 'zod'
import { changeCampaign, createCampaign, listCampaigns } from '../core/campaigns/campaigns.ts'
import type { Campaign } from '../db/schema.ts'
import { signedIn } from './http/signed-in.ts'
import { needs, type Routes } from './http/types.ts'
import { at, id, instant, itemParams, list, maybeAt, name, workspaceParams } from './shapes/common.ts'

const colour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'Give a colour such as #336699.')

const campaign = z
  .object({ id, name: z.string(), colour: z.string(), createdAt: instant, archivedAt: instant.nullable() })
  .meta({ id: 'Campaign' })

const toCampaign = (row: Campaign): z.infer<typeof campaign> => ({
  id: row.id,
  name: row.name,
  colour: row.colour,
  createdAt: at(row.createdAt),
  archivedAt: maybeAt(row.archivedAt),
})

export function campaignRoutes({ app, core }: Routes): void {
  const tags = ['campaigns']
  app.get(
    '/workspaces/:workspaceId/campaigns',
    {
      config: needs('campaign.read'),
      schema: {
        tags,
        summary: 'List campaigns, those in use first',
        params: workspaceParams,
        response: { 200: list(campaign) },
      },
    },
    async (request) => ({
      items: (await listCampaigns(core.db, request.params.workspaceId)).map(toCampaign),
      nextCursor: null,
    }),
  )

  app.post(
    '/workspaces/:workspaceId/campaigns',
    {
      config: needs('campaign.change'),
      schema: {
        tags,
        summary: 'Begin a campaign',
        params: workspaceParams,
        body: z.object({ name, colour }),
        response: { 201: campaign },
      },
    },
    async (request, reply) => {
      const { workspaceId } = request.params
      const made = await createCampaign(core, { workspaceId, ...request.body, actor: signedIn(request).actor })
      return reply.code(201).send(toCampaign(made))
    },
  )

  app.patch(
    '/workspaces/:workspaceId/campaigns/:id',
    {
      config: needs('campaign.change'),
      schema: {
        tags,
        summary: 'Rename or recolour a campaign, put it away or take it back',
        params: itemParams,
        body: z.object({ name: name.optional(), colour: colour.optional(), archived: z.boolean().optional() }),
        response: { 200: campaign },
      },
    },
    async (request) => {
      const { actor } = signedIn(request)
      return toCampaign(await changeCampaign(core, { ...request.params, change: request.body, actor }))
    },
  )
}
