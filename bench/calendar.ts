// npm run bench -- calendar [--scheduled=1000000] [--accounts=10000] [--workspaces=50]: what a calendar asks, among a million deliveries.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../server/src/db/embedded/start.ts'
import { migrate } from '../server/src/db/migrate.ts'
import { openDatabase } from '../server/src/db/pool.ts'
import { openOffices, planDays, type Office } from './calendar/fill.ts'
import { freePort } from './lib/free-port.ts'
import { Person } from './lib/person.ts'
import { ServerProcess } from './lib/server-process.ts'
import { quantile } from './lib/spread.ts'
import { cpuOf, cpuOfMachine, cpuOfPostgres, postgresPid } from './lib/usage.ts'

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    scheduled: { type: 'string', default: '1000000' },
    /** Without it a hundredth of what is scheduled. */
    accounts: { type: 'string' },
    workspaces: { type: 'string', default: '50' },
    /** How often each thing is asked. */
    asks: { type: 'string', default: '300' },
  },
})
const [scheduled, workspaces, asks] = [values.scheduled, values.workspaces, values.asks].map(Number) as [
  number,
  number,
  number,
]
const accounts = values.accounts === undefined ? Math.max(workspaces, scheduled / 100) : Number(values.accounts)
const say = (text: string) => console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}`)

await using stack = new AsyncDisposableStack()
const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
stack.defer(() => rmSync(folder, { recursive: true, force: true }))
const embedded = await startEmbedded(folder)
stack.defer(() => embedded.stop())
const database = openDatabase(embedded.url, 2, (error) => console.error(error))
stack.defer(() => database.close())
await migrate(database)

const port = await freePort()
const env = {
  DATABASE_URL: embedded.url,
  VIGIE_DATA: folder,
  VIGIE_KEY: Buffer.alloc(32, 7).toString('base64'),
  VIGIE_PORT: String(port),
}
const api = stack.use(new ServerProcess('api', env))
await api.ready()
const owner = new Person(`http://localhost:${port}`)
const { workspaceId } = await owner.call<{ workspaceId: string }>('POST', '/setup', {
  name: 'Olga',
  email: 'olga@vigie.test',
  password: 'correct horse battery',
  language: 'en',
  timeZone: 'Europe/Paris',
  workspaceName: 'House 0',
})
const offices = await openOffices(database, { workspaceId, workspaces, accounts })
await planDays(database, offices, Math.max(1, Math.round(scheduled / accounts)))
const { rows } = await database.pool.query<{ n: number }>(
  "select count(*)::int as n from delivery where state = 'scheduled'",
)
say(`${rows[0]?.n} deliveries are scheduled on ${accounts} accounts of ${workspaces} workspaces`)

const any = <T>(from: readonly T[]): T => {
  const one = from[Math.floor(Math.random() * from.length)]
  if (one === undefined) throw new Error('Nothing to choose from')
  return one
}
const date = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
/** Six weeks, as a month is shown. */
const sixWeeks = () => {
  const first = Math.floor(Math.random() * 60)
  return `from=${date(first)}&to=${date(first + 41)}`
}
let inView = 0
const kinds: Record<string, (office: Office) => Promise<unknown>> = {
  'month of one account': ({ workspaceId: id, accountIds }) =>
    owner.call('GET', `/workspaces/${id}/calendar/days?${sixWeeks()}&accountId=${any(accountIds)}`),
  'month of a workspace': async ({ workspaceId: id }) => {
    const { days } = await owner.call<{ days: { total: number }[] }>(
      'GET',
      `/workspaces/${id}/calendar/days?${sixWeeks()}`,
    )
    inView = Math.max(
      inView,
      days.reduce((sum, { total }) => sum + total, 0),
    )
  },
  'next free slot': ({ workspaceId: id, accountIds }) =>
    owner.call('GET', `/workspaces/${id}/accounts/${any(accountIds)}/slots/next`),
  'a post planned': ({ workspaceId: id, accountIds }) =>
    owner.call('POST', `/workspaces/${id}/posts`, {
      items: [{ text: 'The library is closed on Monday.' }],
      options: { languages: ['en'] },
      accountIds: [any(accountIds)],
      send: { kind: 'at', at: new Date(Date.now() + 86_400_000 * (1 + Math.random() * 90)).toISOString() },
      // the same words again and again: the question is asked all the same, and answered beforehand
      duplicate: 'accepted',
    }),
}

const postmaster = postgresPid(folder)
const ours = () => cpuOf(api.pid) + cpuOfPostgres(postmaster) + cpuOf(process.pid)
const took: Record<string, number[]> = {}
const [began, machineBefore, oursBefore] = [performance.now(), cpuOfMachine(), ours()]
for (const [kind, ask] of Object.entries(kinds)) {
  for (let number = -20; number < asks; number++) {
    const from = performance.now()
    await ask(any(offices))
    if (number >= 0) (took[kind] ??= []).push(performance.now() - from)
  }
  const ms = took[kind] ?? []
  say(
    `${kind}, ms: median ${quantile(ms, 0.5).toFixed(1)}, p95 ${quantile(ms, 0.95).toFixed(1)}, longest ${Math.max(...ms).toFixed(1)}`,
  )
}
const seconds = (performance.now() - began) / 1000
const oursUsed = ours() - oursBefore
say(
  `at most ${inView} deliveries in view; others on this machine took ${((cpuOfMachine() - machineBefore - oursUsed) / seconds).toFixed(2)} cores; load ${(loadavg()[0] ?? 0).toFixed(1)}`,
)
const p95 = (...of: string[]) =>
  Math.round(
    quantile(
      of.flatMap((kind) => took[kind] ?? []),
      0.95,
    ) * 10,
  ) / 10
console.log(
  JSON.stringify({
    month_p95_ms: p95('month of one account'),
    workspace_month_p95_ms: p95('month of a workspace'),
    next_slot_p95_ms: p95('next free slot'),
    create_p95_ms: p95('a post planned'),
  }),
)
