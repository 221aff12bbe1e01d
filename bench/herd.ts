// npm run bench -- herd [--deliveries=10000] [--accounts=1000] [--processes=1] [--latency=50]: everything due at the same second.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readEnv } from '../server/src/config/env.ts'
import { startEmbedded } from '../server/src/db/embedded/start.ts'
import { migrate } from '../server/src/db/migrate.ts'
import { openDatabase } from '../server/src/db/pool.ts'
import { makeAccounts, makeHistory, schedule } from './herd/fill.ts'
import { rawJobsPerSecond } from './herd/raw-jobs.ts'
import { Receiver } from './herd/receiver.ts'
import { countStatements, watchStatements } from './herd/statements.ts'
import { ServerProcess } from './lib/server-process.ts'
import { quantile } from './lib/spread.ts'
import { cpuOf, cpuOfMachine, cpuOfPostgres, postgresPid } from './lib/usage.ts'

const defaults = readEnv({})
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    deliveries: { type: 'string', default: '10000' },
    accounts: { type: 'string', default: '1000' },
    processes: { type: 'string', default: '1' },
    latency: { type: 'string', default: '50' },
    lanes: { type: 'string', default: String(defaults.VIGIE_LANES) },
    pool: { type: 'string', default: String(defaults.VIGIE_POOL) },
    /** Published deliveries that are there already. */
    history: { type: 'string', default: '0' },
    /** Folder for a CPU profile of each worker. */
    profile: { type: 'string' },
    /** Lists the statements of one delivery; slows everything down. */
    statements: { type: 'boolean', default: false },
  },
})
const [deliveries, accounts, processes] = [values.deliveries, values.accounts, values.processes].map(Number) as [
  number,
  number,
  number,
]
const [latency, lanes] = [Number(values.latency), Number(values.lanes)]
const key = Buffer.alloc(32, 7)
const patience = 180_000

await using stack = new AsyncDisposableStack()
const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
stack.defer(() => rmSync(folder, { recursive: true, force: true }))
const embedded = await startEmbedded(folder)
stack.defer(() => embedded.stop())
const database = openDatabase(embedded.url, lanes + 4, (error) => console.error(error))
stack.defer(() => database.close())
await migrate(database)

const raw = await rawJobsPerSecond(database.pool, deliveries, lanes)
const receiver = stack.use(new Receiver(latency))
const service = await receiver.listen()
const herd = await makeAccounts(database, { accounts, service, key })
if (Number(values.history) > 0) await makeHistory(database, herd, Number(values.history))
if (values.statements) await watchStatements(database.pool)

const workers = Array.from({ length: processes }, () => {
  const env = {
    DATABASE_URL: embedded.url,
    VIGIE_DATA: folder,
    VIGIE_KEY: key.toString('base64'),
    VIGIE_ALLOW_PRIVATE: 'true',
    VIGIE_LANES: values.lanes,
    VIGIE_POOL: values.pool,
  }
  const flags = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`]
  return stack.use(new ServerProcess('work', env, flags))
})
await Promise.all(workers.map((worker) => worker.ready()))

const dueAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3000 + deliveries)
await schedule(database, herd, deliveries, dueAt)
// what autovacuum does within a minute of such a change
await database.pool.query('vacuum analyze')
if (Date.now() > dueAt.getTime()) throw new Error('The machine is too slow to schedule the herd in time')
await wait(dueAt.getTime() - Date.now() - 500)

const postmaster = postgresPid(folder)
const usage = () => ({
  workers: workers.reduce((sum, { pid }) => sum + cpuOf(pid), 0),
  postgres: cpuOfPostgres(postmaster),
  receiver: cpuOf(process.pid),
  machine: cpuOfMachine(),
})
const load = loadavg()[0] ?? 0
const before = usage()
const began = Date.now()
while (receiver.judge().received < deliveries && Date.now() < dueAt.getTime() + patience) await wait(50)
const after = usage()
const seconds = (Date.now() - began) / 1000

const settledBy = Date.now() + 15_000
let states: Record<string, number> = {}
do {
  await wait(100)
  const { rows } = await database.pool.query<{ state: string; count: number }>(
    "select state, count(*)::int as count from delivery where key not like 'past%' group by state",
  )
  states = Object.fromEntries(rows.map(({ state, count }) => [state, count]))
} while (states['published'] !== deliveries && Date.now() < settledBy)

const judgement = receiver.judge()
const late = receiver.arrivals.map(({ at }) => at - dueAt.getTime())
const lastLate = Math.max(...late)
const perSecond = (deliveries / lastLate) * 1000
const permitted = Math.min(lanes * processes, accounts) / (latency / 1000)
const used = (name: keyof typeof before) => after[name] - before[name]
const ours = used('workers') + used('postgres') + used('receiver')
const share = (cpu: number) => `${cpu.toFixed(1)} s = ${(cpu / seconds).toFixed(2)} cores`
console.log(
  [
    `receiver's log: ${JSON.stringify(judgement)}`,
    `database: ${JSON.stringify(states)}; warnings and errors in the workers' logs: ${workers.reduce((sum, { complaints }) => sum + complaints, 0)}`,
    `lateness, ms: first ${Math.min(...late)}, median ${quantile(late, 0.5)}, p99 ${quantile(late, 0.99)}, last ${lastLate}`,
    `lanes and latency permit ${permitted} a second: ${processes} process(es) x ${lanes} lanes, one request at a time each, ${latency} ms`,
    `reached ${((100 * perSecond) / permitted).toFixed(0)} % of it; ${(raw / perSecond).toFixed(1)} empty jobs for each delivery`,
    `processor: workers ${share(used('workers'))}; PostgreSQL ${share(used('postgres'))}; receiver ${share(used('receiver'))}`,
    `of one delivery, ms: workers ${((1000 * used('workers')) / deliveries).toFixed(2)}, PostgreSQL ${((1000 * used('postgres')) / deliveries).toFixed(2)}, receiver ${((1000 * used('receiver')) / deliveries).toFixed(2)}`,
    `others on this machine took ${share(used('machine') - ours)} meanwhile; load before: ${load.toFixed(1)}`,
  ].join('\n'),
)
if (values.statements) console.table(countStatements(folder, deliveries))
const sound =
  judgement.received === deliveries &&
  judgement.duplicates + judgement.disordered + judgement.strangers === 0 &&
  states['published'] === deliveries
if (!sound) {
  console.error('The herd did not go out once each, in order: the figures do not count')
  process.exitCode = 1
}
console.log(
  JSON.stringify({
    deliveries: judgement.received,
    last_late_ms: Math.round(lastLate),
    p99_late_ms: Math.round(quantile(late, 0.99)),
    per_s: Math.round(perSecond),
    raw_jobs_per_s: Math.round(raw),
  }),
)
