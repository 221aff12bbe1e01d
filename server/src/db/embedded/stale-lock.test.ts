import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { isGone } from '../../lib/process.ts'
import { startEmbedded } from './start.ts'

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-lock-'))
  try {
    await run(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(question)).rows
  } finally {
    await client.end()
  }
}

const postmaster = (folder: string) =>
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

test('locks whose number belongs to another process by now do not keep the database from starting', () =>
  withFolder(async (folder) => {
    await (await startEmbedded(folder, { durable: false })).stop()
    // what a power cut leaves; the number is that of this very process
    const lock = `${process.pid}\n${folder}/postgres\n1\n5432\n${folder}/run\n\n`
    writeFileSync(join(folder, 'postgres', 'postmaster.pid'), lock)
    writeFileSync(join(folder, 'run', '.s.PGSQL.5432.lock'), lock)
    const again = await startEmbedded(folder, { durable: false })
    expect(await ask(again.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await again.stop()
  }))

test('a killed server’s last process, still at a long statement, has ended before the database starts again', () =>
  withFolder(async (folder) => {
    const first = await startEmbedded(folder, { durable: false })
    const busy = new pg.Client({ connectionString: first.url })
    busy.on('error', () => undefined)
    await busy.connect()
    const { rows } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid')
    const backend = rows[0]!.pid
    // it only looks up when the statement is over
    const asked = busy.query('select count(*) from generate_series(1, 15000000)').catch((error: unknown) => error)
    process.kill(postmaster(folder), 'SIGKILL')
    expect(isGone(backend, null)).toBe(false)
    const again = await startEmbedded(folder, { durable: false })
    expect(isGone(backend, null)).toBe(true)
    expect(await ask(again.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await asked
    await again.stop()
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
  }))
