import type { Tx } from '../../db/pool.ts'
import type { SecretBox } from '../../lib/secret-box.ts'
import { hookContext } from './hooks.ts'

/** Seals the secrets of webhooks under the newest key. @returns how many were sealed anew */
export async function resealHooks(tx: Tx, box: SecretBox): Promise<number> {
  const rows = await tx.selectFrom('haltHook').select(['id', 'sealedSecret']).forUpdate().execute()
  const stale = rows.filter((row) => box.isStale(row.sealedSecret))
  for (const { id, sealedSecret } of stale) {
    const anew = box.seal(box.open(sealedSecret, hookContext(id)), hookContext(id))
    await tx.updateTable('haltHook').set({ sealedSecret: anew }).where('id', '=', id).execute()
  }
  return stale.length
}
