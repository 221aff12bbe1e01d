/** What the pages of the stop read. */
import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'
import type { Halt, NotOurs, OutDelivery, Report, WireAttempt } from './shapes.ts'

const base = (workspaceId: string) => `/api/workspaces/${workspaceId}/halts`

/** Until it is silent, the page asks every second too: the live stream tells first, but a stop must not depend on it. */
const untilSilent = 1000

/** Those in force now: every open page shows them. */
export const activeHaltsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halts', 'active'],
    queryFn: async () => (await request<{ items: Halt[] }>('GET', `${base(workspaceId)}?active=true`)).items,
    refetchInterval: ({ state }) => (state.data?.some(({ silentAt }) => silentAt === null) === true ? untilSilent : false),
  })

export const haltsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halts', 'all'],
    queryFn: async () => (await request<{ items: Halt[] }>('GET', base(workspaceId))).items,
  })

export const haltQuery = (workspaceId: string, haltId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halt', haltId],
    queryFn: () => request<Halt>('GET', `${base(workspaceId)}/${haltId}`),
    refetchInterval: ({ state }) => (state.data?.silentAt === null && state.data.liftedAt === null ? untilSilent : false),
  })

export const wireQuery = (workspaceId: string, haltId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halt', haltId, 'wire'],
    queryFn: async () =>
      (await request<{ items: WireAttempt[] }>('GET', `${base(workspaceId)}/${haltId}/wire`)).items,
    refetchInterval: ({ state }) => (state.data?.some(({ resolved }) => !resolved) === true ? untilSilent : false),
  })

/** How long before the seal a post counts as “just out”. */
export const lookBack = 60

export const outQuery = (workspaceId: string, haltId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halt', haltId, 'out'],
    queryFn: async () =>
      (await request<{ items: OutDelivery[] }>('GET', `${base(workspaceId)}/${haltId}/out?minutes=${lookBack}`)).items,
  })

export const notOursQuery = (workspaceId: string, haltId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halt', haltId, 'not-ours'],
    queryFn: () => request<NotOurs>('GET', `${base(workspaceId)}/${haltId}/not-ours`),
  })

export const reportQuery = (workspaceId: string, haltId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'halt', haltId, 'report'],
    queryFn: () => request<Report>('GET', `${base(workspaceId)}/${haltId}/report`),
  })

export const campaignsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'campaigns'],
    queryFn: async () =>
      (await request<{ items: { id: string; name: string }[] }>('GET', `/api/workspaces/${workspaceId}/campaigns`)).items,
  })
