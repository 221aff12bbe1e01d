import { mkdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { loadSettings } from '../config/config.ts'
import { listProblemAccounts } from '../core/accounts/problems.ts'
import { countStops } from '../core/halts/count.ts'
import { pendingMigrations } from '../db/migrate.ts'
import { openProduct, type Opened } from './open.ts'

interface Finding {
  readonly what: string
  readonly ok: boolean
  readonly says: string
  readonly remedy?: string
}

type Look = (opened: Opened) => Promise<Finding[]>

const database: Look = async ({ database: { pool, db } }) => {
  const { rows } = await pool.query<{ version: string; fsync: string; now: Date }>(
    `select current_setting('server_version_num') as version, current_setting('fsync') as fsync, clock_timestamp() as now`,
  )
  const row = rows[0]
  const version = Number(row?.version ?? 0)
  const pending = await pendingMigrations({ db })
  const skew = Math.abs(Date.now() - (row?.now.getTime() ?? 0))
  return [
    {
      what: 'database',
      ok: version >= 150_000,
      says: `PostgreSQL ${Math.floor(version / 10_000)}`,
      remedy: 'Use PostgreSQL 15 or newer.',
    },
    {
      what: 'durability',
      ok: row?.fsync === 'on',
      says: `fsync is ${row?.fsync}`,
      remedy: 'Set fsync = on: without it a power cut loses posts.',
    },
    {
      what: 'migrations',
      ok: pending.length === 0,
      says: pending.length === 0 ? 'up to date' : `waiting: ${pending.join(', ')}`,
      remedy: 'Run: node server/src/main.ts migrate',
    },
    {
      what: 'clock',
      ok: skew < 2000,
      says: `${skew} ms from the database’s`,
      remedy: 'Set both machines’ clocks by a time service (NTP).',
    },
  ]
}

const mail: Look = async ({ core }) => {
  if (core.mail === undefined) return [{ what: 'mail', ok: true, says: 'not set up: nobody is told anything by mail' }]
  try {
    await core.mail.verify()
    return [{ what: 'mail', ok: true, says: 'the server lets us in' }]
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error)
    return [{ what: 'mail', ok: false, says, remedy: 'Check VIGIE_SMTP_URL.' }]
  }
}

const disk: Look = async ({ settings: { config, keyFromEnvironment } }) => {
  // with DATABASE_URL and VIGIE_KEY nothing has made it yet
  mkdirSync(config.dataFolder, { recursive: true })
  const { bavail, bsize } = statfsSync(config.dataFolder)
  const free = (bavail * bsize) / 1024 ** 3
  const space = {
    what: 'disk',
    ok: free > 1,
    says: `${free.toFixed(1)} GB free for ${config.dataFolder}`,
    remedy: 'Free some space, at least 1 GB.',
  }
  if (keyFromEnvironment) return [space]
  const path = join(config.dataFolder, 'vigie.key')
  const loose = (statSync(path).mode & 0o077) !== 0
  return [
    space,
    {
      what: 'key file',
      ok: !loose,
      says: loose ? 'others can read it' : 'only you can read it',
      remedy: `chmod 600 ${path}`,
    },
  ]
}

const files: Look = async ({ core: { store } }) => {
  const wrong = await store.check().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  return [
    {
      what: 'files',
      ok: wrong === undefined,
      says: wrong ?? `pictures and videos are in ${store.place}`,
      remedy: 'Check the folder, or the VIGIE_S3_ variables: docs/operations.md.',
    },
  ]
}

const accounts: Look = async ({ core }) => {
  // nothing can be asked of a database that has no tables yet
  if ((await pendingMigrations(core)).length > 0) return []
  const problems = await listProblemAccounts(core.db)
  if (problems.length === 0) return [{ what: 'accounts', ok: true, says: 'every sign-in works, by the last look' }]
  return problems.map((account) => ({
    what: 'account',
    ok: false,
    says: `${account.handle} in ${account.workspaceName}: ${account.health.replaceAll('_', ' ')}`,
    remedy: account.health === 'needs_sign_in' ? 'Open Accounts and reconnect it.' : 'Open Accounts and check it.',
  }))
}

const stops: Look = async ({ core }) => {
  if ((await pendingMigrations(core)).length > 0) return []
  const { active, notSilent, muted } = await countStops(core.db)
  const open = notSilent === 0 ? '' : `, ${notSilent} not silent yet`
  return [
    {
      what: 'stops',
      ok: active === 0,
      says: active === 0 ? 'nothing is stopped' : `${active} active${open}`,
      remedy: 'Meant so? Then all is well. `npm run vigie -- halts` shows them.',
    },
    {
      what: 'muted',
      ok: muted.length === 0,
      says:
        muted.length === 0
          ? 'no worker is muted'
          : muted.map(({ host, pid }) => `process ${pid} on ${host}`).join(', '),
      remedy: 'It was told by SIGUSR2 to send nothing any more. Restart it when it may speak again.',
    },
  ]
}

/** Looks at everything Vigie depends on and says what is wrong and the remedy. @returns true when all is well */
export async function doctorCommand(): Promise<boolean> {
  const findings: Finding[] = []
  try {
    loadSettings()
    const opened = await openProduct({ embedded: 'borrow' })
    try {
      for (const look of [database, disk, files, accounts, mail, stops]) findings.push(...(await look(opened)))
    } finally {
      await opened.close()
    }
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error)
    findings.push({ what: 'start', ok: false, says, remedy: 'Correct this first, then run the doctor again.' })
  }
  for (const { what, ok, says, remedy } of findings) {
    console.log(`${ok ? 'ok     ' : 'PROBLEM'}  ${what.padEnd(11)} ${says}`)
    if (!ok && remedy !== undefined) console.log(`         ${' '.repeat(11)} → ${remedy}`)
  }
  return findings.every((finding) => finding.ok)
}
