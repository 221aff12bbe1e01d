import { hostname } from 'node:os'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../lib/ids.ts'
import { quietAccount } from '../../testing/account.ts'
import { dueNow } from '../../testing/planned.ts'
import { dataFolder, vigie } from '../../testing/vigie-process.ts'
import { TestWorld, testKey } from '../../testing/world.ts'

const long = { timeout: 120_000 }
let world: TestWorld
let data: ReturnType<typeof dataFolder>
let env: Record<string, string>
beforeAll(async () => {
  world = await TestWorld.create()
  data = dataFolder()
  env = {
    VIGIE_DATA: data.path,
    DATABASE_URL: world.databaseUrl,
    VIGIE_KEY: testKey.toString('base64'),
    VIGIE_LOG: 'fatal',
  }
})
afterAll(async () => {
  data[Symbol.dispose]()
  await world[Symbol.asyncDispose]()
})
beforeEach(() => world.core.db.deleteFrom('halt').execute())

const sealed = () => world.core.db.selectFrom('halt').selectAll().orderBy('sealedAt').execute()

/** An attempt of a worker on another machine that nothing is heard of. */
async function lost(text: string): Promise<string> {
  const { db } = world.core
  const account = await quietAccount(world, `lost${newId().slice(-6)}.test`)
  const { id: deliveryId } = await dueNow(world, account, text)
  const [attemptId, workerId] = [newId(), newId()]
  const seenAt = new Date(Date.now() - 300_000)
  await db.insertInto('worker').values({ id: workerId, host: 'another-host', pid: 4711, seenAt }).execute()
  await db.insertInto('attempt').values({ id: attemptId, deliveryId, workerId, sendBefore: seenAt }).execute()
  await db.updateTable('delivery').set({ state: 'sending', attemptId }).where('id', '=', deliveryId).execute()
  return workerId
}

describe('the command line', () => {
  test('says what still holds, and what to do, where the database is away', long, async () => {
    const missing = world.databaseUrl.replace(/@\/[^?]+/, '@/no_such_database')
    const { code, output } = await vigie(['halt'], { ...env, DATABASE_URL: missing })
    expect(code).toBe(1)
    expect(output).toContain('does not exist')
    expect(output).toContain('Nothing was sealed')
    expect(output).toContain('kill -USR2')
    // what else is wrong is not blamed on it
    const misconfigured = await vigie(['halt'], { ...env, VIGIE_KEY: 'too short' })
    expect(misconfigured.code).toBe(1)
    expect(misconfigured.output).not.toContain('database')
  })

  test('stops everything, shows it, and lifts it, with no API anywhere', long, async () => {
    const stopped = await vigie(['halt', '--reason', 'Storm'], env)
    expect(stopped.output).toMatch(/^SEALED {2}.*\.\d{3} .* [0-9a-f-]{36}\nSILENT {2}.*\.\d{3} /)
    expect(stopped.code).toBe(0)
    const [halt] = await sealed()
    expect(halt).toMatchObject({ workspaceId: null, level: 'all', reason: 'Storm', haltedByKind: 'system' })
    expect(halt!.haltedByName).toContain(hostname())
    const listed = await vigie(['halts'], env)
    expect(listed.code).toBe(2)
    expect(listed.output).toMatch(/^STOP +SEALED +SILENT +LEVEL +SCOPE +HELD +BY +REASON\n/)
    expect(listed.output).toMatch(new RegExp(`^${halt!.id} .* all +whole installation +0 .*Storm`, 'm'))
    const lifted = await vigie(['lift', halt!.id, '--reason', 'Over'], env)
    expect(lifted.output).toContain(`LIFTED  ${halt!.id}`)
    expect(lifted.code).toBe(0)
    expect((await sealed())[0]).toMatchObject({ liftReason: 'Over' })
    const nothing = await vigie(['halts'], env)
    expect([nothing.code, nothing.output]).toEqual([0, 'Nothing is stopped.\n'])
    const entries = await world.core.db
      .selectFrom('auditEntry')
      .select('action')
      .where('subjectId', '=', halt!.id)
      .where('workspaceId', '=', world.workspaceId)
      .orderBy('seq')
      .execute()
    expect(entries.map(({ action }) => action)).toEqual(['halt.sealed', 'halt.silent', 'halt.lifted'])
  })

  test(
    'names what a stop waits for and says so by its exit code, until the worker is said to be gone',
    long,
    async () => {
      const workerId = await lost('The last words of another machine')
      const stopped = await vigie(['halt', '--workspace', 'mairie', '--wait', '0'], env)
      expect(stopped.code).toBe(3)
      expect(stopped.output).toContain('SEALED')
      expect(stopped.output).not.toContain('SILENT')
      expect(stopped.output).toMatch(/^ACCOUNT +SINCE +WAITS FOR +WORKER +TEXT$/m)
      expect(stopped.output).toContain(`${workerId} (another-host, process 4711)`)
      expect(stopped.output).toContain('The last words of another machine'.slice(0, 40))
      const said = await vigie(['worker-gone', workerId, '--reason', 'Deleted'], env)
      expect(said.code).toBe(0)
      const worker = world.core.db.selectFrom('worker').select('goneAt').where('id', '=', workerId)
      expect((await worker.executeTakeFirstOrThrow()).goneAt).not.toBeNull()
      const runs = await vigie(['worker-gone', world.core.workerId], env)
      expect([runs.code, runs.output]).toEqual([1, expect.stringMatching(/gave a sign/)])
      await world.core.db.deleteFrom('post').execute()
    },
  )

  test('stops and lifts in part, and says what there is when a name is not known', long, async () => {
    const account = await quietAccount(world, 'part.test')
    expect((await vigie(['halt', '--account', 'part.test', '--level', 'scheduled'], env)).code).toBe(0)
    expect(await sealed()).toMatchObject([
      { workspaceId: world.workspaceId, accountId: account.id, level: 'scheduled' },
    ])
    expect((await vigie(['halt'], env)).code).toBe(0)
    const [first, second] = await sealed()
    const part = await vigie(['lift', second!.id, '--account', 'part.test'], env)
    expect(part.output).toContain(`CHANGED  ${second!.id}`)
    expect((await vigie(['lift', second!.id, '--to', 'automation'], env)).code).toBe(0)
    expect((await sealed())[1]).toMatchObject({ level: 'automation', liftedAt: null })
    const unknown = await vigie(['halt', '--workspace', 'Nowhere'], env)
    expect(unknown.code).toBe(1)
    expect(unknown.output).toMatch(/There is no workspace “Nowhere”\.\n +[0-9a-f-]{36} +Mairie/)
    expect((await vigie(['halt', '--level', 'some'], env)).code).toBe(1)
    expect((await vigie(['lift'], env)).output).toContain('Name one stop by its id, or say --all.')
    expect(await sealed()).toHaveLength(2)
    const all = await vigie(['lift', '--all'], env)
    expect(all.output).toContain(first!.id)
    expect((await sealed()).every(({ liftedAt }) => liftedAt !== null)).toBe(true)
  })

  test('tells of stops and muted workers in the doctor', long, async () => {
    await vigie(['halt', '--reason', 'Storm'], env)
    const id = newId()
    await world.core.db
      .insertInto('worker')
      .values({ id, host: 'another-host', pid: 12, mutedAt: new Date() })
      .execute()
    const { output } = await vigie(['doctor'], env)
    expect(output).toMatch(/^PROBLEM {2}stops +1 active\n/m)
    expect(output).toMatch(/^PROBLEM {2}muted +process 12 on another-host\n/m)
    await world.core.db.deleteFrom('worker').where('id', '=', id).execute()
  })
})
