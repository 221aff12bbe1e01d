import { CompiledQuery, type QueryResult } from 'kysely'
import type { Tx } from './pool.ts'
import { earlyCommit } from './prepare.ts'

type Rows<S extends readonly CompiledQuery<unknown>[]> = {
  -readonly [Place in keyof S]: S[Place] extends CompiledQuery<infer Row> ? Row[] : never
}

/**
 * Sends the last statements of a transaction with its commit right behind them, waiting for no answer in between: a lock that the
 * first of them takes is held inside the database alone, never while a busy (or frozen) process waits for its turn. Each statement
 * sees what was committed before it began. Nothing can be asked of the transaction afterwards.
 * @throws what the first that failed throws: nothing of the transaction has happened then
 */
export async function finish<const S extends readonly CompiledQuery<unknown>[]>(
  tx: Tx,
  statements: S,
): Promise<Rows<S>> {
  const executor = tx.getExecutor()
  const results = await executor.provideConnection(async (connection) => {
    // in this order: each call hands its bytes to the connection before the next one does
    const sent = [...statements, CompiledQuery.raw(earlyCommit)].map((query) => connection.executeQuery<unknown>(query))
    const failed = (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    return Promise.all(sent)
  })
  const rows: unknown[][] = []
  for (const [place, { queryId }] of statements.entries()) {
    let result = (results[place] ?? { rows: [] }) as QueryResult<Record<string, unknown>>
    for (const plugin of executor.plugins) result = await plugin.transformResult({ queryId, result })
    rows.push(result.rows)
  }
  return rows as Rows<S>
}
