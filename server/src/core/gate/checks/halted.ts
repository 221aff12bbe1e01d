import type { Check } from './check.ts'

const covered = {
  person: ['all'],
  scheduled: ['all', 'scheduled'],
  automation: ['all', 'scheduled', 'automation'],
} as const

/** An active emergency stop that covers this delivery keeps it in (I2). */
export const halted: Check = {
  name: 'halted',
  async judge(tx, { delivery, account }) {
    const halt = await tx
      .selectFrom('halt')
      .select(['id', 'reason'])
      .where('liftedAt', 'is', null)
      .where('level', 'in', covered[delivery.origin])
      .where((eb) => eb.or([eb('workspaceId', 'is', null), eb('workspaceId', '=', delivery.workspaceId)]))
      .where((eb) => eb.or([eb('network', 'is', null), eb('network', '=', account.network)]))
      .where((eb) => eb.or([eb('accountId', 'is', null), eb('accountId', '=', account.id)]))
      .orderBy('sealedAt')
      .limit(1)
      .executeTakeFirst()
    return halt && { kind: 'hold', reason: 'halted', ...(halt.reason === null ? {} : { detail: halt.reason }) }
  },
}
