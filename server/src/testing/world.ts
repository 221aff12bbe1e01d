import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bluesky, FaultyProxy, Person as Citizen } from '@vigie/playground'
import { sql } from 'kysely'
import type { DestinationStream } from 'pino'
import type { App } from '../api/http/types.ts'
import { ChangeFeed } from '../api/live/feed.ts'
import { createServer, type ServerOptions } from '../api/server.ts'
import { imageFetcher } from '../cli/fetch-image.ts'
import { pageFetcher } from '../cli/fetch-page.ts'
import { createHttp } from '../connectors/http.ts'
import { createConnectors } from '../connectors/registry.ts'
import { connectAccount } from '../core/accounts/connect.ts'
import { systemActor } from '../core/audit/record.ts'
import type { Core } from '../core/context.ts'
import { enterWorker } from '../core/gate/worker.ts'
import type { Mailer } from '../core/notifications/mailer.ts'
import { createPerson } from '../core/people/create-person.ts'
import { setUp } from '../core/people/set-up.ts'
import { createBell } from '../db/bell.ts'
import { openDatabase, openUrgent, type Database } from '../db/pool.ts'
import type { Account, Delivery, Person, Role } from '../db/schema.ts'
import { type Clock, systemClock } from '../lib/clock.ts'
import { newId } from '../lib/ids.ts'
import { createLog } from '../lib/log.ts'
import { SecretBox } from '../lib/secret-box.ts'
import { diskStore } from '../lib/store/disk.ts'
import { Client } from './client.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { runJobs } from './run-jobs.ts'

export const testPassword = 'correct horse battery'
export const testOrigin = 'http://localhost:4400'
/** The sealing key of every test world: workers started as processes of their own need it too. */
export const testKey = Buffer.alloc(32, 7)

interface WorldOptions {
  /** With a real Bluesky server behind a proxy that can fail on command. */
  readonly bluesky?: boolean
  readonly clock?: Partial<Clock>
  /** A database to use in place of one of the run's server. Migrated already. */
  readonly database?: TestDatabase
  /** Puts something between the gate and the networks. */
  readonly around?: (connectors: Core['connectors']) => Core['connectors']
  readonly log?: DestinationStream
  readonly mail?: Mailer
  /** How the server is reached, when that is what the test is about. */
  readonly server?: Partial<Pick<ServerOptions, 'publicUrl' | 'trustProxy' | 'metricsToken' | 'webFolder'>>
}

/** A whole Vigie with a database of its own, an owner, and where asked for a real network. */
export class TestWorld implements AsyncDisposable {
  readonly core: Core
  readonly app: App
  readonly feed: ChangeFeed
  readonly database: Database
  readonly databaseUrl: string
  readonly owner: Person
  readonly workspaceId: string
  readonly #origin: string
  readonly #stack: AsyncDisposableStack
  readonly #network: { bluesky: Bluesky; proxy: FaultyProxy } | undefined

  private constructor(parts: {
    core: Core
    app: App
    feed: ChangeFeed
    database: Database
    databaseUrl: string
    owner: Person
    workspaceId: string
    origin: string
    stack: AsyncDisposableStack
    network: { bluesky: Bluesky; proxy: FaultyProxy } | undefined
  }) {
    this.core = parts.core
    this.app = parts.app
    this.feed = parts.feed
    this.database = parts.database
    this.databaseUrl = parts.databaseUrl
    this.owner = parts.owner
    this.workspaceId = parts.workspaceId
    this.#origin = parts.origin
    this.#stack = parts.stack
    this.#network = parts.network
  }

  static async create(options: WorldOptions = {}): Promise<TestWorld> {
    await using stack = new AsyncDisposableStack()
    const { url: databaseUrl } = stack.use(options.database ?? (await createTestDatabase()))
    const network = options.bluesky === true ? await openNetwork(stack) : undefined
    const log = createLog(options.log === undefined ? 'silent' : 'trace', options.log)
    const database = openDatabase(databaseUrl, 16, (err) => log.warn({ err }, 'a database connection broke'))
    stack.defer(() => database.close())
    const urgent = openUrgent(databaseUrl, (err) => log.warn({ err }, 'a database connection of the stop broke'))
    stack.defer(() => urgent.close())
    const http = createHttp({ allowPrivate: true })
    stack.defer(() => http.close())
    const files = await mkdtemp(join(tmpdir(), 'vigie-files-'))
    stack.defer(() => rm(files, { recursive: true, force: true }))
    const directory = network === undefined ? {} : { blueskyDirectory: network.bluesky.plcUrl }
    const core: Core = {
      db: database.db,
      urgent: urgent.db,
      clock: { ...systemClock(), ...options.clock },
      box: new SecretBox([testKey]),
      log,
      bell: createBell(database.db, (err) => log.debug({ err }, 'the bell did not ring')),
      connectors: (options.around ?? ((same) => same))(createConnectors({ http, now: () => new Date(), ...directory })),
      store: diskStore(join(files, 'store')),
      incoming: join(files, 'incoming'),
      fetchImage: imageFetcher(http),
      mail: options.mail,
      fetchPage: pageFetcher(http),
      workerId: newId(),
    }
    await enterWorker(core.db, core.workerId)
    const feed = new ChangeFeed(core, databaseUrl)
    await feed.start()
    stack.defer(() => feed.close())
    const app = await createServer({
      core,
      feed,
      sessionSecret: 'a secret of the tests, long enough and without meaning',
      publicUrl: testOrigin,
      trustProxy: false,
      webFolder: '/nonexistent',
      ...options.server,
    })
    stack.defer(() => app.close())
    const olga = {
      name: 'Olga',
      email: 'olga@vigie.test',
      password: testPassword,
      language: 'en',
      timeZone: 'Europe/Paris',
    } as const
    const { owner, workspace } = await setUp(core, { owner: olga, workspaceName: 'Mairie', from: {} })
    // tests say the same again and again: the one that is about it sets days
    await core.db.updateTable('workspace').set({ duplicateDays: 0 }).execute()
    return new TestWorld({
      core,
      app,
      feed,
      database,
      databaseUrl,
      owner,
      workspaceId: workspace.id,
      origin: options.server?.publicUrl ?? testOrigin,
      stack: stack.move(),
      network,
    })
  }

  get bluesky(): Bluesky {
    if (this.#network === undefined) throw new Error('This world has no network: create it with { bluesky: true }')
    return this.#network.bluesky
  }

  get proxy(): FaultyProxy {
    if (this.#network === undefined) throw new Error('This world has no network: create it with { bluesky: true }')
    return this.#network.proxy
  }

  /** A path of the API in the world's workspace. */
  path(rest: string, workspaceId = this.workspaceId): string {
    return `/api/workspaces/${workspaceId}${rest}`
  }

  client(): Client {
    return new Client(this.app, this.#origin)
  }

  /** Somebody new with a role in a workspace, signed in. */
  async signIn(role: Role, workspaceId = this.workspaceId): Promise<Client & { person: Person }> {
    if (role === 'owner' && workspaceId === this.workspaceId) return this.signInAs(this.owner)
    const name = `${role}-${newId().slice(-6)}`
    const email = `${name}@vigie.test`
    const person = await this.core.db.transaction().execute(async (tx) => {
      const made = await createPerson(
        tx,
        { name, email, password: testPassword, language: 'en', timeZone: 'Europe/Paris' },
        false,
      )
      await tx.insertInto('member').values({ workspaceId, personId: made.id, role }).execute()
      return made
    })
    return this.signInAs(person)
  }

  async signInAs(person: Person): Promise<Client & { person: Person }> {
    const client = this.client()
    const { status } = await client.post('/api/auth/sign-in/email', { email: person.email, password: testPassword })
    if (status !== 200) throw new Error(`Sign-in of ${person.name} answered ${status}`)
    return Object.assign(client, { person })
  }

  /** Another workspace, with an owner of its own. */
  async otherWorkspace(): Promise<{ workspaceId: string; owner: Client & { person: Person } }> {
    const workspaceId = newId()
    await this.core.db.insertInto('workspace').values({ id: workspaceId, name: 'Other', timeZone: 'UTC' }).execute()
    return { workspaceId, owner: await this.signIn('owner', workspaceId) }
  }

  /** Sends at once: no undo window. */
  async withoutUndo(): Promise<void> {
    await this.core.db.updateTable('workspace').set({ undoSeconds: 0 }).execute()
  }

  /** Connects a citizen's account, through the proxy. */
  async connect(citizen: Citizen = this.bluesky.mairie): Promise<Account> {
    const signIn = { service: this.proxy.url, handle: citizen.handle, password: citizen.appPassword }
    const actor = systemActor('test')
    return connectAccount(this.core, { workspaceId: this.workspaceId, network: 'bluesky', signIn, actor })
  }

  /** A campaign of the world's workspace. @returns its id */
  async campaign(name: string, workspaceId = this.workspaceId): Promise<string> {
    const id = newId()
    await this.core.db.insertInto('campaign').values({ id, workspaceId, name, colour: '#336699' }).execute()
    return id
  }

  async delivery(id: string): Promise<Delivery> {
    return this.core.db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  }

  async deliveries(): Promise<Delivery[]> {
    return this.core.db.selectFrom('delivery').selectAll().orderBy('seq').execute()
  }

  /** Runs the queue in this process until no job is due. */
  async processAll(): Promise<void> {
    await runJobs(this.core, this.database.pool)
  }

  /** Runs the queue, waking what waits for a later try, until nothing is under way any more. */
  async settleAll(): Promise<void> {
    for (;;) {
      await this.processAll()
      const open = await this.core.db
        .selectFrom('delivery')
        .select('id')
        .where((eb) =>
          eb.or([
            eb.and([eb('state', '=', 'scheduled'), eb('dueAt', '<=', sql<Date>`clock_timestamp()`)]),
            eb('state', '=', 'sending'),
            eb.and([eb('state', '=', 'unconfirmed'), eb('nextTryAt', 'is not', null)]),
          ]),
        )
        .execute()
      if (open.length === 0) return
      await this.hurry()
    }
  }

  /** Makes everything that waits for a later try due now. */
  async hurry(): Promise<void> {
    await this.core.db
      .updateTable('delivery')
      .set({ nextTryAt: sql<Date>`least(next_try_at, clock_timestamp())` })
      .where('nextTryAt', 'is not', null)
      .execute()
    await this.core.db.updateTable('account').set({ pausedUntil: null }).execute()
    await sql`update graphile_worker._private_jobs set run_at = now() where locked_at is null`.execute(this.core.db)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync()
  }
}

async function openNetwork(stack: AsyncDisposableStack) {
  // some seconds to load: only for who asks for a network
  const { FaultyProxy: Proxy, openBluesky } = await import('@vigie/playground')
  const bluesky = stack.use(await openBluesky())
  const proxy = stack.use(await Proxy.open(bluesky.url))
  return { bluesky, proxy }
}
