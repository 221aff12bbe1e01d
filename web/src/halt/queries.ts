/** What the pages of the stop read. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'

const ofWorkspace = (workspaceId: string) => ({ path: { workspaceId } })
const ofHalt = (workspaceId: string, id: string) => ({ params: { path: { workspaceId, id } } })

/** Until it is silent, the page asks every second too: the live stream tells first, but a stop must not depend on it. */
const untilSilent = 1000

/** Those in force now: every open page shows them. */
export const activeHaltsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halts', 'active'],
    queryFn: async () => {
      const params = { ...ofWorkspace(workspaceId), query: { active: 'true' } } as const
      return (await unwrap(api.GET('/api/workspaces/{workspaceId}/halts', { params }))).items
    },
    refetchInterval: ({ state }) =>
      state.data?.some(({ silentAt }) => silentAt === null) === true ? untilSilent : false,
  })

export const haltsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halts', 'all'],
    queryFn: async () =>
      (await unwrap(api.GET('/api/workspaces/{workspaceId}/halts', { params: ofWorkspace(workspaceId) }))).items,
  })

export const haltQuery = (workspaceId: string, haltId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halt', haltId],
    queryFn: () => unwrap(api.GET('/api/workspaces/{workspaceId}/halts/{id}', ofHalt(workspaceId, haltId))),
    refetchInterval: ({ state }) =>
      state.data?.silentAt === null && state.data.liftedAt === null ? untilSilent : false,
  })

export const wireQuery = (workspaceId: string, haltId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halt', haltId, 'wire'],
    queryFn: async () =>
      (await unwrap(api.GET('/api/workspaces/{workspaceId}/halts/{id}/wire', ofHalt(workspaceId, haltId)))).items,
    refetchInterval: ({ state }) => (state.data?.some(({ resolved }) => !resolved) === true ? untilSilent : false),
  })

/** How long before the seal a post counts as “just out”. */
export const lookBack = 60

export const outQuery = (workspaceId: string, haltId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halt', haltId, 'out'],
    queryFn: () =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/halts/{id}/out', {
          params: { path: { workspaceId, id: haltId }, query: { minutes: lookBack } },
        }),
      ),
  })

export const notOursQuery = (workspaceId: string, haltId: string) =>
  queryOptions({
    // Asked of the networks themselves: not anew at every delivery that moves.
    queryKey: ['w', workspaceId, 'not-ours', haltId],
    queryFn: () => unwrap(api.GET('/api/workspaces/{workspaceId}/halts/{id}/not-ours', ofHalt(workspaceId, haltId))),
  })
