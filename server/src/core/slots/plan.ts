import type { Db, Tx } from '../../db/pool.ts'
import { findAccount } from '../accounts/find.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import type { Slot } from './instants.ts'

export interface SlotPlan {
  readonly timeZone: string
  readonly slots: readonly Slot[]
}

/** An account's plan. One that has none gets the workspace's zone and no slots. @throws NOT_FOUND */
export async function readPlan(db: Db, workspaceId: string, accountId: string): Promise<SlotPlan> {
  await findAccount(db, workspaceId, accountId)
  const { timeZone } = await db
    .selectFrom('workspace as w')
    .leftJoin('slotPlan as p', (join) => join.on('p.accountId', '=', accountId))
    .select((eb) => eb.fn.coalesce('p.timeZone', 'w.timeZone').as('timeZone'))
    .where('w.id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const slots = await db
    .selectFrom('slot')
    .select(['day', 'at'])
    .where('accountId', '=', accountId)
    .orderBy('day')
    .orderBy('at')
    .execute()
  return { timeZone, slots }
}

/** Replaces an account's plan. What is scheduled stays at its time. @throws NOT_FOUND */
export async function changePlan(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly accountId: string
    readonly plan: SlotPlan
    readonly actor: Actor
  },
): Promise<SlotPlan> {
  const { workspaceId, accountId, plan, actor } = request
  return transact(core, async (tx) => {
    await findAccount(tx, workspaceId, accountId)
    await replace(tx, accountId, plan)
    const subject = { kind: 'account', id: accountId } as const
    const detail = { timeZone: plan.timeZone, slots: plan.slots.length }
    await record(tx, { workspaceId, action: 'account.slots_changed', actor, subject, detail })
    return readPlan(tx, workspaceId, accountId)
  })
}

async function replace(tx: Tx, accountId: string, { timeZone, slots }: SlotPlan): Promise<void> {
  const changed = { timeZone, updatedAt: new Date() }
  await tx
    .insertInto('slotPlan')
    .values({ accountId, ...changed })
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet(changed))
    .execute()
  await tx.deleteFrom('slot').where('accountId', '=', accountId).execute()
  if (slots.length === 0) return
  await tx
    .insertInto('slot')
    .values(slots.map(({ day, at }) => ({ accountId, day, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
