import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'

/** Number of the advisory lock between permits (shared) and the sealing of a halt (exclusive): the letters VIGI. */
const haltLock = 0x56494749

/** Taken by who seals a halt: waits for the permits' transactions that run (milliseconds), and lets no new one begin. */
export async function takeHaltLock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(haltLock)})`.execute(tx)
}

/** Waits for a halt that is being sealed, never for another permit. */
export async function shareHaltLock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(haltLock)})`.execute(tx)
}
