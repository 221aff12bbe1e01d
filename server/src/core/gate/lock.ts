import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'

/** Number of the advisory lock between permits (shared) and the sealing of a halt (exclusive): the letters VIGI. */
const haltLock = 0x56494749

/** Waits for a halt that is being sealed, never for another permit. */
export async function shareHaltLock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(haltLock)})`.execute(tx)
}
