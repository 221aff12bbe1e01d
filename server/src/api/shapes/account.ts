import { z } from 'zod'
import { networks } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import { at, id, instant, maybeAt } from './common.ts'
import { mediaLimits } from './media.ts'

export const network = z.enum(networks)
export const signIn = z.record(z.string().max(40), z.string().max(2000))

export const account = z
  .object({
    id,
    network,
    handle: z.string(),
    displayName: z.string(),
    hasAvatar: z.boolean(),
    url: z.string(),
    remoteId: z.string(),
    service: z.string(),
    health: z.enum(['ok', 'needs_sign_in', 'rate_limited', 'restricted', 'unreachable']),
    healthDetail: z.string().nullable(),
    checkedAt: instant.nullable(),
    pausedUntil: instant.nullable(),
    connectedAt: instant,
    disconnectedAt: instant.nullable(),
    features: z.array(z.string()).describe('What its own server can do that not every server of the network can'),
    textLimits: z.object({ characters: z.int(), perLink: z.int() }).nullable(),
    mediaLimits: mediaLimits.nullable().describe('What its own server takes; null: as the network’s capabilities say'),
  })
  .meta({ id: 'Account' })

export function toAccount(row: Account): z.infer<typeof account> {
  const { handle, displayName, url, remoteId, service, health, healthDetail, textLimits, features } = row
  // as it was read from the server
  const limits = row.mediaLimits as z.infer<typeof mediaLimits> | null
  return {
    id: row.id,
    network: network.parse(row.network),
    handle,
    displayName,
    url,
    remoteId,
    service,
    health,
    healthDetail,
    textLimits,
    mediaLimits: limits,
    features,
    hasAvatar: row.avatarUrl !== null,
    checkedAt: maybeAt(row.checkedAt),
    pausedUntil: maybeAt(row.pausedUntil),
    connectedAt: at(row.connectedAt),
    disconnectedAt: maybeAt(row.disconnectedAt),
  }
}
