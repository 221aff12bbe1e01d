import type { Tx } from '../../db/pool.ts'
import type { AccountHealth } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'

interface Health {
  readonly health: AccountHealth
  readonly detail?: string | null
  readonly pausedUntil?: Date | null
}

/** Writes what is known of an account's health; the record gets an entry when it changed. */
export async function setHealth(
  tx: Tx,
  accountId: string,
  actor: Actor,
  { health, detail, pausedUntil }: Health,
): Promise<void> {
  const before = await tx
    .selectFrom('account')
    .select(['health', 'workspaceId'])
    .where('id', '=', accountId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('account')
    .set({ health, healthDetail: detail ?? null, pausedUntil: pausedUntil ?? null, checkedAt: new Date() })
    .where('id', '=', accountId)
    .execute()
  if (before.health === health) return
  await record(tx, {
    workspaceId: before.workspaceId,
    action: 'account.health_changed',
    actor,
    subject: { kind: 'account', id: accountId },
    detail: { from: before.health, to: health },
  })
}

const system: Actor = { kind: 'system', id: null, name: 'gate' }

/** The network said "later": nothing is sent for the account before. */
export async function pauseAccount(tx: Tx, accountId: string, until: Date): Promise<void> {
  await setHealth(tx, accountId, system, { health: 'rate_limited', pausedUntil: until })
}

/** The network wants a new sign-in from a person. */
export async function markNeedsSignIn(tx: Tx, accountId: string, actor: Actor, detail: string): Promise<void> {
  await setHealth(tx, accountId, actor, { health: 'needs_sign_in', detail })
}

/** The network has shut the account or what it may do: nothing more is tried until a look says otherwise. */
export async function markRestricted(tx: Tx, accountId: string, detail: string): Promise<void> {
  await setHealth(tx, accountId, system, { health: 'restricted', detail })
}

/** The network has just done what was asked: whatever was wrong is over. */
export async function markWorking(tx: Tx, accountId: string): Promise<void> {
  const changed = await tx
    .updateTable('account')
    .set({ health: 'ok', healthDetail: null, pausedUntil: null, checkedAt: new Date() })
    .where('id', '=', accountId)
    .where('health', '<>', 'ok')
    .returning('workspaceId')
    .executeTakeFirst()
  if (changed === undefined) return
  const subject = { kind: 'account', id: accountId } as const
  await record(tx, {
    workspaceId: changed.workspaceId,
    action: 'account.health_changed',
    actor: system,
    subject,
    detail: { to: 'ok' },
  })
}
