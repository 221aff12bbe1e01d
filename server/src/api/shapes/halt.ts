import { z } from 'zod'
import type { Sealed } from '../../core/halts/seal.ts'
import type { HaltView } from '../../core/halts/view.ts'
import type { WireAttempt } from '../../core/halts/wire.ts'
import { may, scopeFor, type Permission } from '../../core/people/permissions.ts'
import type { Membership } from '../../core/people/workspaces.ts'
import { haltLevels } from '../../db/schema.ts'
import type { Caller } from '../http/types.ts'
import { network } from './account.ts'
import { at, id, instant, maybeAt } from './common.ts'

export const level = z.enum(haltLevels)
export const haltPart = z.object({ network: network.optional(), accountId: id.optional(), campaignId: id.optional() })
const longestReason = 2000
export const reason = z.string().trim().min(1).max(longestReason)
/**
 * Said in a hurry, by who stops: what is too long, or a NUL that PostgreSQL does not keep, is cut and nothing is refused, for no word of
 * it may stand in a stop's way.
 */
export const hurriedReason = z
  .string()
  .transform((text) => text.replaceAll('\0', '').trim().slice(0, longestReason).trim() || undefined)

export const halt = z
  .object({
    id,
    stopId: id,
    level,
    scope: z.object({
      workspaceId: id.nullable(),
      network: z.string().nullable(),
      accountId: id.nullable(),
      campaignId: id.nullable(),
    }),
    scopeNames: z.object({
      workspace: z.string().optional(),
      account: z.string().optional(),
      campaign: z.string().optional(),
    }),
    reason: z.string().nullable(),
    by: z.object({ kind: z.enum(['person', 'token', 'system']), name: z.string() }),
    sealedAt: instant,
    silentAt: instant.nullable(),
    liftedAt: instant.nullable(),
    liftedBy: z.string().nullable(),
    liftReason: z.string().nullable(),
    onWire: z.number().int().describe('Attempts that were in flight at the seal'),
    unresolved: z.number().int().describe('Those of them whose outcome is not certain yet'),
    held: z.number().int().describe('Deliveries kept in so far; counted up to 10,000'),
    out: z
      .number()
      .int()
      .describe('Published in the scope within the 60 minutes before the seal, or since; counted up to 10,000'),
    exceptions: z.array(
      z.object({
        id,
        workspaceId: id.nullable(),
        network: z.string().nullable(),
        accountId: id.nullable(),
        campaignId: id.nullable(),
        reason: z.string().nullable(),
        at: instant,
      }),
    ),
    can: z.object({ lift: z.boolean(), recall: z.boolean(), exempt: z.boolean(), decide: z.boolean() }),
  })
  .meta({ id: 'Halt' })

/** What the stop itself answers: what is certain at that instant, without asking the database once more. */
export const sealed = halt
  .pick({ id: true, stopId: true, level: true, scope: true, reason: true, by: true, sealedAt: true, onWire: true })
  .meta({ id: 'SealedHalt' })

export const wireAttempt = z
  .object({
    attemptId: id,
    deliveryId: id,
    postId: id,
    account: z.object({ id, network, handle: z.string(), displayName: z.string() }),
    text: z.string(),
    startedAt: instant,
    outcome: z.string().nullable(),
    settledAt: instant.nullable(),
    resolved: z.boolean(),
    waitingFor: z.enum(['answer', 'look_up', 'worker']).nullable(),
    worker: z.object({
      id,
      host: z.string(),
      pid: z.number().int(),
      seenAt: instant,
      goneAt: instant.nullable(),
    }),
  })
  .meta({ id: 'WireAttempt' })

/** Who looks at a halt: what they are where they look from. */
export interface Viewer {
  readonly caller: Caller
  readonly member: Membership | undefined
}

/** What a caller may do with a halt, as the routes will judge it. */
function canOf(row: HaltView, { caller, member }: Viewer): z.infer<typeof halt>['can'] {
  const { via, person } = caller
  const allows = (permission: Permission) => {
    const scope = scopeFor[permission]
    const right = via === 'session' || (scope !== null && via.scopes.includes(scope))
    return right && member !== undefined && may(member.role, permission, member.crisisLead)
  }
  const active = row.liftedAt === null
  const ofInstallation = via === 'session' && person.installationOwner
  return {
    lift: active && (row.workspaceId === null ? ofInstallation : allows('halt.lift')),
    recall: allows('halt.recall'),
    exempt: active && allows('halt.exempt'),
    decide: allows('halt.decide'),
  }
}

export function toSealed(row: Sealed): z.infer<typeof sealed> {
  const { id: haltId, stopId, workspaceId, accountId, campaignId, onWire } = row
  return {
    id: haltId,
    stopId,
    level: row.level,
    scope: { workspaceId, network: row.network, accountId, campaignId },
    reason: row.reason,
    by: { kind: row.haltedByKind, name: row.haltedByName },
    sealedAt: at(row.sealedAt),
    onWire,
  }
}

export function toHalt(row: HaltView, viewer: Viewer): z.infer<typeof halt> {
  const { workspaceId, accountId, campaignId, workspaceName, accountName, campaignName } = row
  const { stopId, liftReason, onWire, unresolved, held, out } = row
  return {
    id: row.id,
    stopId,
    level: row.level,
    scope: { workspaceId, network: row.network, accountId, campaignId },
    scopeNames: {
      ...(workspaceName === null ? {} : { workspace: workspaceName }),
      ...(accountName === null ? {} : { account: accountName }),
      ...(campaignName === null ? {} : { campaign: campaignName }),
    },
    reason: row.reason,
    by: { kind: row.haltedByKind, name: row.haltedByName },
    sealedAt: at(row.sealedAt),
    silentAt: maybeAt(row.silentAt),
    liftedAt: maybeAt(row.liftedAt),
    liftedBy: row.liftedByName,
    liftReason,
    onWire,
    unresolved,
    held,
    out,
    exceptions: row.exceptions.map((one) => ({ ...one, at: at(new Date(one.at)) })),
    can: canOf(row, viewer),
  }
}

export function toWireAttempt(row: WireAttempt): z.infer<typeof wireAttempt> {
  const { attemptId, deliveryId, postId, accountId, handle, displayName, text, outcome, waitingFor, host, pid } = row
  return {
    attemptId,
    deliveryId,
    postId,
    text,
    outcome,
    waitingFor,
    account: { id: accountId, network: network.parse(row.network), handle, displayName },
    startedAt: at(row.startedAt),
    settledAt: maybeAt(row.settledAt ?? row.resolvedAt),
    resolved: row.resolvedAt !== null,
    worker: { id: row.workerId, host, pid, seenAt: at(row.seenAt), goneAt: maybeAt(row.goneAt) },
  }
}
