import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import type { Campaign } from '../api/types.ts'
import { campaignsQuery } from './queries.ts'

/** Colours that stand apart from each other on paper-white and night-blue, and none that means held, done or stop. */
export const colours = ['#1f4fc4', '#0f766e', '#6d28d9', '#a21caf', '#475569', '#0e7490', '#4d7c0f', '#78716c'] as const

/** The first colour no other campaign wears, else the first. */
export function freeColour(campaigns: readonly Pick<Campaign, 'colour' | 'archivedAt'>[]): string {
  const worn = new Set(campaigns.filter(({ archivedAt }) => archivedAt === null).map(({ colour }) => colour))
  return colours.find((colour) => !worn.has(colour)) ?? colours[0]
}

export async function createCampaign(workspaceId: string, body: { name: string; colour: string }): Promise<Campaign> {
  const made = await unwrap(
    api.POST('/api/workspaces/{workspaceId}/campaigns', { params: { path: { workspaceId } }, body }),
  )
  await queryClient.invalidateQueries({ queryKey: campaignsQuery(workspaceId).queryKey })
  return made
}

export async function changeCampaign(
  workspaceId: string,
  id: string,
  body: { name?: string; colour?: string; archived?: boolean },
): Promise<Campaign> {
  const changed = await unwrap(
    api.PATCH('/api/workspaces/{workspaceId}/campaigns/{id}', {
      params: { path: { workspaceId, id } },
      body,
    }),
  )
  // Posts wear its name and colour.
  await queryClient.invalidateQueries({ queryKey: ['w', workspaceId] })
  return changed
}
