import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Mastodon } from './mastodon/server.ts'
import type { Person } from './people.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const endWithParent = new URL('end-with-parent.ts', import.meta.url).href

export interface VigieOptions {
  readonly port: number
  /** Data folder, which this Vigie has for itself. */
  readonly folder: string
  /** Where people see posts of the playground's network. */
  readonly blueskyWeb: string
  /** Its directory of identities. */
  readonly blueskyDirectory: string
}

export interface RunningVigie extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** Fulfilled when it ends, whoever ended it. */
  readonly ended: Promise<unknown>
  readonly logFile: string
  /** Ends it at once, without letting it finish. */
  kill(): void
}

/** Starts Vigie as a process of its own, allowed to reach this machine, and waits until it is ready. */
export async function startVigie(options: VigieOptions): Promise<RunningVigie> {
  const { port, folder, blueskyWeb, blueskyDirectory } = options
  const logFile = join(folder, 'vigie.log')
  const child = spawn(process.execPath, ['--import', endWithParent, 'server/src/main.ts', 'serve'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_ENV: process.env['NODE_ENV'],
      VIGIE_DATA: folder,
      VIGIE_PORT: String(port),
      VIGIE_ALLOW_PRIVATE: 'true',
      VIGIE_BLUESKY_WEB: blueskyWeb,
      VIGIE_BLUESKY_DIRECTORY: blueskyDirectory,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // out of reach of the terminal's Ctrl-C: the playground stops it, once, in its order
    detached: true,
  })
  const log = createWriteStream(logFile)
  child.stdout?.pipe(log, { end: false })
  child.stderr?.pipe(log, { end: false })
  const ended = once(child, 'exit')
  const url = `http://localhost:${port}`
  const running: RunningVigie = {
    url,
    pid: child.pid ?? 0,
    ended,
    logFile,
    kill: () => void child.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
      log.end()
    },
  }
  try {
    await waitUntilReady(url, () => child.exitCode !== null || child.signalCode !== null)
  } catch (error) {
    await running[Symbol.asyncDispose]()
    const lastWords = readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n')
    throw new Error(`Vigie did not start.\n${lastWords}`, { cause: error })
  }
  return running
}

async function waitUntilReady(url: string, isGone: () => boolean): Promise<void> {
  const until = Date.now() + 120_000 // the first start builds the web app
  while (!isGone()) {
    if (await isReady(url)) return
    if (Date.now() > until) throw new Error('It was not ready within two minutes')
    await wait(100)
  }
  throw new Error('It ended by itself')
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    return false // not listening yet
  }
}

export interface Owner {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Does what a person does on the first visit: signs up as owner, and connects the brand's two accounts. */
export async function setUpVigie(
  url: string,
  owner: Owner,
  brand: { readonly person: Person; readonly service: string; readonly mastodon: Mastodon },
): Promise<void> {
  const { person, service, mastodon } = brand
  const signedUp = await post(`${url}/api/setup`, {
    ...owner,
    language: 'fr',
    timeZone: 'Europe/Paris',
    workspaceName: person.displayName,
  })
  const { workspaceId } = (await signedUp.json()) as { workspaceId: string }
  const cookie = signedUp.headers.getSetCookie().map((text) => text.split(';', 1)[0])
  const signIn = { service, handle: person.handle, password: person.appPassword }
  const accounts = `${url}/api/workspaces/${workspaceId}/accounts`
  await post(accounts, { network: 'bluesky', signIn }, { cookie: cookie.join('; ') })
  // as a script does; a person clicks on the server's page
  const token = { service: mastodon.url, accessToken: mastodon.token(mastodon.mairie) }
  await post(accounts, { network: 'mastodon', signIn: token }, { cookie: cookie.join('; ') })
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-vigie-csrf': '1', origin: new URL(url).origin, ...headers },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`POST ${url} answered ${response.status}: ${await response.text()}`)
  return response
}
