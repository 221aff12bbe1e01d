import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startEmbedded } from './start.ts'

test('a lock whose number belongs to another process by now does not keep the database from starting', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-lock-'))
  try {
    await (await startEmbedded(folder, { durable: false })).stop()
    // what a power cut leaves; the number is that of this very process
    writeFileSync(
      join(folder, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${folder}/postgres\n1\n5432\n${folder}/run\n\n`,
    )
    const again = await startEmbedded(folder, { durable: false })
    const client = new pg.Client({ connectionString: again.url })
    await client.connect()
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await client.end()
    await again.stop()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
