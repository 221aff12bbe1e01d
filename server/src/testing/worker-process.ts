import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testKey, type TestWorld } from './world.ts'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** A worker of the product as a process of its own, on a world's database, to be killed, frozen or starved. */
export class WorkerProcess implements AsyncDisposable {
  readonly child: ChildProcess
  readonly #folder: string
  readonly #exited: Promise<void>

  constructor(world: TestWorld, env: Record<string, string> = {}) {
    this.#folder = mkdtempSync(join(tmpdir(), 'vigie-worker-'))
    this.child = spawn(process.execPath, [main, 'work'], {
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: world.databaseUrl,
        VIGIE_DATA: this.#folder,
        VIGIE_KEY: testKey.toString('base64'),
        VIGIE_ALLOW_PRIVATE: 'true',
        VIGIE_LANES: '8',
        VIGIE_POOL: '10',
        VIGIE_LOG: 'error',
        ...env,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    this.#exited = new Promise((resolve) => this.child.once('exit', () => resolve()))
  }

  async kill(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal)
    await this.#exited
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await this.kill('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
