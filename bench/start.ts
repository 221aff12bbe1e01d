// npm run bench -- start [--runs=5]: how long `serve` takes until it answers, on a new data folder and on one it knows.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { freePort } from './lib/free-port.ts'
import { ServerProcess } from './lib/server-process.ts'
import { quantile, spread } from './lib/spread.ts'
import { cpuOf, memoryOf, memoryOfPostgres, postgresPid } from './lib/usage.ts'

const { values } = parseArgs({ args: process.argv.slice(3), options: { runs: { type: 'string', default: '5' } } })
const goal = { ready_ms: 5000, rss_mb: 250 }

interface Start {
  /** From the start of the process until /readyz and the page both answered. */
  readonly ms: number
  /** Processor time of the server's process alone until then: what stays the same on a busy machine. */
  readonly cpuMs: number
  readonly rssMb: number
  readonly postgresMb: number
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url)
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    return false
  }
}

async function start(folder: string): Promise<Start> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const began = performance.now()
  await using server = new ServerProcess('serve', { VIGIE_DATA: folder, VIGIE_PORT: String(port), VIGIE_LOG: 'info' })
  while (!((await answers(`${url}/readyz`)) && (await answers(`${url}/`)))) {
    if (server.child.exitCode !== null) throw new Error('The server ended before it answered')
    if (performance.now() - began > 120_000) throw new Error('The server did not answer within two minutes')
    await wait(10)
  }
  const ms = performance.now() - began
  const cpuMs = 1000 * cpuOf(server.pid)
  return { ms, cpuMs, rssMb: memoryOf(server.pid), postgresMb: memoryOfPostgres(postgresPid(folder)) }
}

const firsts: Start[] = []
const seconds: Start[] = []
const load = loadavg()[0]
for (let run = 0; run < Number(values.runs); run++) {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-bench-'))
  try {
    firsts.push(await start(folder))
    seconds.push(await start(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const pick = (starts: readonly Start[], name: keyof Start) => starts.map((one) => one[name])
const row = (name: string, numbers: readonly number[]) => ({ figure: name, ...spread(numbers) })
console.table([
  row('first start, ms', pick(firsts, 'ms')),
  row('second start, ms', pick(seconds, 'ms')),
  row('processor time of the server at second start, ms', pick(seconds, 'cpuMs')),
  row('server rss after second start, MB', pick(seconds, 'rssMb')),
  row('PostgreSQL beside it (fair share of RAM), MB', pick(seconds, 'postgresMb')),
])
console.log(`Goal: ready in ${goal.ready_ms} ms, ${goal.rss_mb} MB. Load before: ${load?.toFixed(1)}`)
const median = (numbers: readonly number[]) => Math.round(quantile(numbers, 0.5))
console.log(
  JSON.stringify({
    ready_ms: median(pick(seconds, 'ms')),
    first_ms: median(pick(firsts, 'ms')),
    rss_mb: median(pick(seconds, 'rssMb')),
  }),
)
