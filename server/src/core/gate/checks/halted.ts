import { sql } from 'kysely'
import type { Tx } from '../../../db/pool.ts'
import type { Account, Halt } from '../../../db/schema.ts'
import type { Case, Check } from './check.ts'

const covered = {
  person: ['all'],
  scheduled: ['all', 'scheduled'],
  automation: ['all', 'scheduled', 'automation'],
} as const

const includes = (levels: readonly Halt['level'][], level: Halt['level']) => levels.includes(level)

function covers(halt: Halt, { delivery, account }: Case): boolean {
  return (
    includes(covered[delivery.origin], halt.level) &&
    (halt.workspaceId === null || halt.workspaceId === delivery.workspaceId) &&
    (halt.network === null || halt.network === account.network) &&
    (halt.accountId === null || halt.accountId === account.id)
  )
}

/** An active emergency stop that covers this delivery keeps it in (I2). */
export const halted: Check = {
  name: 'halted',
  judge(_tx, subject) {
    const halt = subject.halts.find((one) => covers(one, subject))
    return halt && { kind: 'hold', reason: 'halted', ...(halt.reason === null ? {} : { detail: halt.reason }) }
  },
}

/**
 * The active emergency stops that could cover a delivery of these accounts, the oldest first. Read once for all that pass the gate
 * together, after the halt lock was got: what is sealed later waits for this transaction.
 */
export async function activeHalts(tx: Tx, lanes: readonly { readonly account: Account }[]): Promise<Halt[]> {
  const among = (column: string, values: readonly string[]) =>
    sql<boolean>`(${sql.ref(column)} is null or ${sql.ref(column)}::text = any(${values}::text[]))`
  const accounts = lanes.map(({ account }) => account)
  return tx
    .selectFrom('halt')
    .selectAll()
    .where('liftedAt', 'is', null)
    .where(
      among(
        'workspaceId',
        accounts.map(({ workspaceId }) => workspaceId),
      ),
    )
    .where(
      among(
        'network',
        accounts.map(({ network }) => network),
      ),
    )
    .where(
      among(
        'accountId',
        accounts.map(({ id }) => id),
      ),
    )
    .orderBy('sealedAt')
    .execute()
}
