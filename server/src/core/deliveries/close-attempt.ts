import type { Tx } from '../../db/pool.ts'

/**
 * Writes how an attempt ended whose own process never said: found or not found on the network, or seen by a person. One that was
 * settled keeps its own word.
 */
export async function closeAttempt(tx: Tx, attemptId: string | null, outcome: string): Promise<void> {
  if (attemptId === null) return
  await tx
    .updateTable('attempt')
    .set({ outcome, settledAt: new Date() })
    .where('id', '=', attemptId)
    .where('settledAt', 'is', null)
    .execute()
}
