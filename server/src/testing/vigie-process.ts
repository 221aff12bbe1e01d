import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { vi } from 'vitest'
import { embeddedUrl } from '../db/embedded/start.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** A folder for one Vigie's data. Whatever PostgreSQL still runs on it is ended with it. */
export function dataFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'vigie-data-'))
  return {
    path,
    [Symbol.dispose]() {
      for (const pid of postgresOn(path)) process.kill(pid, 'SIGKILL')
      rmSync(path, { recursive: true, force: true })
    },
  }
}

/** Numbers of the PostgreSQL processes that serve a data folder. */
export function postgresOn(folder: string): number[] {
  try {
    const pid = Number(readFirstLine(join(folder, 'postgres', 'postmaster.pid')))
    process.kill(pid, 0)
    return [pid]
  } catch {
    return []
  }
}

function readFirstLine(path: string): string {
  return readFileSync(path, 'utf8').split('\n')[0] ?? ''
}

/** One question to the embedded database, from outside. */
export async function askDatabase<Row extends pg.QueryResultRow>(folder: string, question: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: embeddedUrl(folder) })
  await client.connect()
  try {
    return (await client.query<Row>(question)).rows
  } finally {
    await client.end()
  }
}

/** The command line as a process of its own, in a process group of its own, as a terminal would start it. */
export class VigieProcess implements AsyncDisposable {
  readonly child: ChildProcess
  output = ''
  #exited: Promise<unknown>

  constructor(args: readonly string[], env: Record<string, string>, input = '') {
    this.child = spawn(process.execPath, [main, ...args], {
      // nothing of ours but what the test says: a variable of this machine must not decide it
      env: { PATH: process.env['PATH'], ...env },
      cwd: tmpdir(),
      detached: true,
    })
    this.#exited = once(this.child, 'close')
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text
      })
    }
    this.child.stdin?.on('error', () => undefined).end(input)
  }

  /** Waits until the output has the words. @returns what the first group matched */
  async says(words: RegExp): Promise<string> {
    return vi.waitFor(
      () => {
        const found = words.exec(this.output)
        if (found !== null) return found[1] ?? ''
        throw new Error(`Not said: ${words}\n${this.output}`)
      },
      { timeout: 90_000, interval: 50 },
    )
  }

  /** To the whole group, as Ctrl-C does. */
  signal(signal: NodeJS.Signals): void {
    if (this.child.pid !== undefined) process.kill(-this.child.pid, signal)
  }

  async exit(): Promise<number | null> {
    await this.#exited
    return this.child.exitCode
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.signal('SIGKILL')
    await this.#exited
  }
}

/** Runs a command to its end. */
export async function vigie(args: readonly string[], env: Record<string, string>, input?: string) {
  await using run = new VigieProcess(args, env, input)
  const code = await run.exit()
  return { code, output: run.output }
}
