// npm run bench -- halt [--scheduled=1000000] [--stops=200] [--senders=8]: stops while everything is busy.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../server/src/db/embedded/start.ts'
import { migrate } from '../server/src/db/migrate.ts'
import { openDatabase } from '../server/src/db/pool.ts'
import { furnish, letGo, planAhead, pour } from './halt/house.ts'
import { openReceiver } from './halt/receiver.ts'
import { freePort } from './lib/free-port.ts'
import { load, Person } from './lib/person.ts'
import { ServerProcess } from './lib/server-process.ts'
import { quantile } from './lib/spread.ts'
import { cpuOf, cpuOfMachine, cpuOfPostgres, postgresPid } from './lib/usage.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    scheduled: { type: 'string', default: '1000000' },
    stops: { type: 'string', default: '200' },
    /** Processes that send. */
    senders: { type: 'string', default: '8' },
    /** Accounts that each of them serves at once. */
    lanes: { type: 'string', default: '8' },
    accounts: { type: 'string', default: '200' },
    /** Longest answer of the receiver, in ms; they are spread evenly below. */
    latency: { type: 'string', default: '300' },
    /** People who look at lists meanwhile, each asking again some ms after the answer. */
    readers: { type: 'string', default: '4' },
    pause: { type: 'string', default: '50' },
    /** Deliveries that are cancelled one by one, to compare. */
    cancel: { type: 'string', default: '1000' },
  },
})
const [scheduled, stops, senders, accounts] = [values.scheduled, values.stops, values.senders, values.accounts].map(
  Number,
) as [number, number, number, number]
const longest = Number(values.latency)
const key = Buffer.alloc(32, 7)
const say = (text: string) => console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}`)

await using stack = new AsyncDisposableStack()
const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
stack.defer(() => rmSync(folder, { recursive: true, force: true }))
const embedded = await startEmbedded(folder)
stack.defer(() => embedded.stop())
const database = openDatabase(embedded.url, 4, (error) => console.error(error))
stack.defer(() => database.close())
await migrate(database)

const receiver = stack.use(await openReceiver(() => longest * (0.1 + 0.9 * Math.random())))
const port = await freePort()
const env = {
  DATABASE_URL: embedded.url,
  VIGIE_DATA: folder,
  VIGIE_KEY: key.toString('base64'),
  VIGIE_ALLOW_PRIVATE: 'true',
  VIGIE_PORT: String(port),
  VIGIE_LANES: values.lanes,
  VIGIE_POOL: '12',
}
const api = stack.use(new ServerProcess('api', env))
await api.ready()
const owner = new Person(`http://localhost:${port}`)
const { workspaceId } = await owner.call<{ workspaceId: string }>('POST', '/setup', {
  name: 'Olga',
  email: 'olga@vigie.test',
  password: 'correct horse battery',
  language: 'en',
  timeZone: 'UTC',
  workspaceName: 'House 0',
})
const house = await furnish(database, { workspaceId, workspaces: 4, accounts, service: receiver.url, key })
await planAhead(database, house, scheduled)
say(`${scheduled} deliveries are scheduled on ${accounts} accounts`)

const toCancel = await database.pool.query<{ id: string }>(
  'select id from delivery where workspace_id = $1 and due_at > now() limit $2',
  [workspaceId, Number(values.cancel)],
)
const cancelBegan = performance.now()
for (const { id } of toCancel.rows) await owner.call('POST', `/workspaces/${workspaceId}/deliveries/${id}/cancel`, {})
const eachMs = (performance.now() - cancelBegan) / toCancel.rows.length
say(`cancelling ${toCancel.rows.length} one by one, nothing else going on: ${eachMs.toFixed(1)} ms each`)

const workers = Array.from({ length: senders }, () => stack.use(new ServerProcess('work', env)))
await Promise.all(workers.map((worker) => worker.ready()))
await pour(database, house, 50)
for (const until = Date.now() + 120_000; receiver.arrivals.length < 3 * accounts; await wait(50))
  if (Date.now() > until) throw new Error(`Only ${receiver.arrivals.length} deliveries went out within two minutes`)
const paths = house.workspaces.flatMap(({ id }) => [
  `/workspaces/${id}/posts`,
  `/workspaces/${id}/halts?active=true`,
  `/workspaces/${id}/deliveries?limit=50`,
])
const readers = load(owner, paths, Number(values.readers), Number(values.pause))
const postmaster = postgresPid(folder)
const usage = () => ({
  ours:
    [api, ...workers].reduce((sum, { pid }) => sum + cpuOf(pid), 0) + cpuOfPostgres(postmaster) + cpuOf(process.pid),
  machine: cpuOfMachine(),
})
const [before, began, arrivedBefore] = [usage(), performance.now(), receiver.arrivals.length]

interface Halt {
  readonly id: string
  readonly sealed_at: Date
  readonly silent_at: Date | null
  readonly lifted_at: Date
  readonly on_wire: number
}

interface Shot {
  readonly ids: readonly string[]
  readonly ms: number
  /** ms since 1970 at the click. */
  readonly at: number
}

/** Half of them stop a workspace, a quarter an account, a quarter everything. */
async function stopOnce(number: number): Promise<Shot> {
  const { id, accountIds } = house.workspaces[number % house.workspaces.length] ?? { id: '', accountIds: [] }
  const [at, from] = [Date.now(), performance.now()]
  if (number % 4 === 3) {
    const { halts } = await owner.call<{ halts: { id: string }[] }>('POST', '/halts', {})
    return { at, ms: performance.now() - from, ids: halts.map((halt) => halt.id) }
  }
  const narrow = number % 4 === 2 ? { accountId: accountIds[number % accountIds.length] } : {}
  const halt = await owner.call<{ id: string }>('POST', `/workspaces/${id}/halts`, narrow)
  return { at, ms: performance.now() - from, ids: [halt.id] }
}

async function silent(ids: readonly string[]): Promise<void> {
  for (;;) {
    const { rows } = await database.pool.query('select from halt where id = any($1) and silent_at is null', [ids])
    if (rows.length === 0) return
    await wait(20)
  }
}

const shots: Shot[] = []
for (let number = 0; number < stops; number++) {
  await wait(150 + 200 * Math.random())
  const shot = await stopOnce(number)
  shots.push(shot)
  await silent(shot.ids)
  // long enough to see what would come after
  await wait(150)
  await database.pool.query('update halt set lifted_at = clock_timestamp() where id = any($1)', [shot.ids])
  await letGo(database)
  if (number % 20 === 19) {
    const { rows } = await database.pool.query<{ left: number }>(
      "select count(*)::int as left from delivery where state = 'scheduled' and due_at <= now()",
    )
    if ((rows[0]?.left ?? 0) < 20 * accounts) await pour(database, house, 50)
    say(
      `${number + 1} stops; sealed p99 so far ${quantile(
        shots.map(({ ms }) => ms),
        0.99,
      ).toFixed(1)} ms`,
    )
  }
}
const [after, seconds] = [usage(), (performance.now() - began) / 1000]
const read = await readers.stop()
const sent = receiver.arrivals.length - arrivedBefore

const { rows: halts } = await database.pool.query<Halt & { account_id: string | null; workspace_id: string | null }>(
  `select h.*, (select count(*)::int from halt_attempt ha where ha.halt_id = h.id) as on_wire from halt h order by sealed_at`,
)
const { rows: sentFor } = await database.pool.query<{ key: string; account_id: string; workspace_id: string }>(
  "select key, account_id, workspace_id from delivery where key not like 'ahead%-%' and state <> 'scheduled'",
)
const targets = new Map(sentFor.map((target) => [target.key, target]))
const within = (halt: (typeof halts)[number], arrival: { key: string; at: number }) => {
  const target = targets.get(arrival.key)
  return (
    target === undefined ||
    ((halt.workspace_id === null || halt.workspace_id === target.workspace_id) &&
      (halt.account_id === null || halt.account_id === target.account_id))
  )
}
const leaks = halts.flatMap((halt) => {
  const [from, to] = [halt.silent_at?.getTime() ?? Infinity, halt.lifted_at.getTime()]
  return receiver.arrivals.filter((arrival) => arrival.at > from && arrival.at < to && within(halt, arrival))
}).length
const twice = receiver.arrivals.length - new Set(receiver.arrivals.map((arrival) => arrival.key)).size

const sealedMs = shots.map(({ ms }) => ms)
const sealedAt = new Map(halts.map((halt) => [halt.id, halt.sealed_at.getTime()]))
const lockMs = shots.map(({ at, ids }) => (sealedAt.get(ids[0] ?? '') ?? Number.NaN) - at)
const ownMs = halts.map(({ silent_at, sealed_at }) => (silent_at?.getTime() ?? Infinity) - sealed_at.getTime())
const took = receiver.arrivals.map((arrival) => arrival.took).filter((ms) => !Number.isNaN(ms))
const share = (cpu: number) => `${(cpu / seconds).toFixed(2)} cores`
const oursUsed = after.ours - before.ours
say(
  [
    `${stops} stops in ${seconds.toFixed(0)} s; sent meanwhile ${sent} (${(sent / seconds).toFixed(0)} a second); read ${read.asked} lists, ${read.failed} failed`,
    `on the wire when sealed: median ${quantile(
      halts.map((halt) => halt.on_wire),
      0.5,
    )}, most ${Math.max(...halts.map((halt) => halt.on_wire))}`,
    `sealed, from the click to the answer, ms: median ${quantile(sealedMs, 0.5).toFixed(1)}, p99 ${quantile(sealedMs, 0.99).toFixed(1)}, longest ${Math.max(...sealedMs).toFixed(1)}`,
    `of it until the halt lock was got, ms: median ${quantile(lockMs, 0.5)}, p99 ${quantile(lockMs, 0.99)}`,
    `silent, from the seal, ms: median ${quantile(ownMs, 0.5)}, p99 ${quantile(ownMs, 0.99)}, longest ${Math.max(...ownMs)}`,
    `ours used ${share(oursUsed)}, others on this machine ${share(after.machine - before.machine - oursUsed)}; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    `warnings and errors in the logs: ${[api, ...workers].reduce((sum, { complaints }) => sum + complaints, 0)}`,
  ].join('\n        '),
)
if (leaks > 0 || twice > 0) {
  console.error(`${leaks} requests came after silence, ${twice} came twice: this is not what the stop promises`)
  process.exitCode = 1
}
const round = (ms: number) => Math.round(ms * 10) / 10
console.log(
  JSON.stringify({
    scheduled,
    sealed_p50_ms: round(quantile(sealedMs, 0.5)),
    sealed_p99_ms: round(quantile(sealedMs, 0.99)),
    silent_p99_ms: round(quantile(ownMs, 0.99)),
    receiver_p99_ms: round(quantile(took, 0.99)),
    leaks,
    vs_one_by_one_s: Math.round((eachMs * scheduled) / 1000),
  }),
)
