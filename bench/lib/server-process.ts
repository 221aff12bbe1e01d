import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))

interface Line {
  readonly level: number
  readonly msg?: string
}

/** A process of the server as a person would start it. Its warnings and errors are passed on. */
export class ServerProcess implements AsyncDisposable {
  readonly child: ChildProcess
  readonly #ready: Promise<void>
  complaints = 0

  constructor(command: 'serve' | 'api' | 'work', env: Record<string, string>, nodeFlags: readonly string[] = []) {
    this.child = spawn(process.execPath, [...nodeFlags, main, command], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#ready = new Promise((resolve, reject) => {
      this.child.once('exit', (code) => reject(new Error(`${command} ended with ${code}`)))
      if (this.child.stdout === null) return
      createInterface(this.child.stdout).on('line', (text) => {
        const { level, msg = '' }: Line = text.startsWith('{') ? (JSON.parse(text) as Line) : { level: 40 }
        if (/^Vigie (is ready|works)/.test(msg)) resolve()
        if (level < 40) return
        if (++this.complaints <= 5) console.error(text)
      })
    })
    // nobody may be waiting when it ends
    this.#ready.catch(() => undefined)
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The server did not start')
    return this.child.pid
  }

  /** Resolves when the log says so. @throws Error when it ends before */
  async ready(): Promise<void> {
    await this.#ready
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const exited = once(this.child, 'exit')
    this.child.kill('SIGTERM')
    await exited
  }
}
