import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'

/** Number of the advisory lock between permits (shared) and the sealing of a halt (exclusive): the letters VIGI. */
const haltLock = 0x56494749

const exclusive = sql`select pg_advisory_xact_lock(${sql.lit(haltLock)})`
const shared = sql`select pg_advisory_xact_lock_shared(${sql.lit(haltLock)})`

/** Taken by who seals a halt: waits for the permits that are being written (milliseconds), and lets no new one begin. */
export async function takeHaltLock(tx: Tx): Promise<void> {
  await exclusive.execute(tx)
}

/** The same, to be sent with what follows it (`finish`). */
export const takingHaltLock = (tx: Tx) => exclusive.compile(tx)

/** Waits for a halt that is being sealed, never for another permit. To be sent with the permits behind it (`finish`). */
export const sharingHaltLock = (tx: Tx) => shared.compile(tx)
