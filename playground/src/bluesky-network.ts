import { createHmac } from 'node:crypto'
import { AtpAgent } from '@atproto/api'
import { TestNetwork, TestNetworkNoAppView } from '@atproto/dev-env'
import { readAttachments, type Attachment } from './bluesky-attachments.ts'
import { expiredGrant, introduce, revokeGrants } from './bluesky-grants.ts'
import { freePort, openFolder, prefixes, withTempFolder } from './folders.ts'
import { cast, createPerson, type NewPerson, type Person } from './people.ts'
import { openPostgres } from './postgres.ts'

export interface BlueskyOptions {
  /** With an AppView (profiles, threads, search), which needs a PostgreSQL of its own: some seconds more. */
  readonly appView?: boolean
  readonly ports?: { readonly plc?: number; readonly pds?: number; readonly appView?: number }
}

/** A post as it stands in somebody's repository. */
export interface StoredPost {
  readonly uri: string
  readonly cid: string
  readonly rkey: string
  readonly text: string
  readonly createdAt: string
  readonly record: Readonly<Record<string, unknown>>
}

/** A whole Bluesky network on this machine: directory (PLC), server (PDS), and the AppView where asked for. */
export interface Bluesky extends AsyncDisposable {
  /** Address of the PDS. */
  readonly url: string
  readonly plcUrl: string
  readonly appViewUrl: string | undefined
  readonly alice: Person
  readonly bob: Person
  readonly mairie: Person
  createPerson(name: string): Promise<Person>
  /** All posts of an account, oldest key first, read from its repository. */
  posts(did: string): Promise<StoredPost[]>
  count(did: string): Promise<number>
  /** The pictures or the video of a record's embed, with their bytes. */
  attachments(did: string, embed: unknown): Promise<Attachment[]>
  /** Deletes a post in the name of its author. */
  deletePost(person: Person, rkey: string): Promise<void>
  /** A further app password; `name` is for `revokeAppPassword`. */
  appPassword(person: Person, name: string): Promise<string>
  revokeAppPassword(person: Person, name: string): Promise<void>
  /** Takes back every leave that a person gave on the server's own page. @returns how many */
  revokeGrants(did: string): Promise<number>
  /** The access of a leave given on the page, as it is when it has run out. */
  expiredGrant(accessToken: string): string
  /** Lets the server know a program whose description it cannot fetch from here. */
  introduce(clientId: string, description: object): Promise<void>
  /** The network's moderators shut an account, or open it again. */
  takeDown(did: string): Promise<void>
  restore(did: string): Promise<void>
  /** An access token that this PDS issued, to all appearance, and that ran out a minute ago. */
  expiredAccessToken(did: string): string
  /** Waits until the AppView has seen everything. */
  settled(): Promise<void>
}

// the AppView of a network without one: nobody listens there, so that questions to it fail at once and not after a name look-up
const nobody = 'http://127.0.0.1:9'

export async function openBluesky(options: BlueskyOptions = {}): Promise<Bluesky> {
  await using opened = new AsyncDisposableStack()
  const network = await openNetwork(options, opened)
  opened.use(network)
  const service = network.pds.url
  const [alice, bob, mairie] = await Promise.all([
    createPerson(service, cast.alice),
    createPerson(service, cast.bob),
    createPerson(service, cast.mairie),
  ])
  await network.processAll()
  const resources = opened.move()
  const shut = (did: string, applied: boolean) => setTakedown(network, did, applied)
  return {
    url: service,
    plcUrl: network.plc.url,
    appViewUrl: network instanceof TestNetwork ? network.bsky.url : undefined,
    alice,
    bob,
    mairie,
    createPerson: (name) => createPerson(service, someone(name)),
    posts: (did) => listPosts(service, did),
    count: async (did) => (await listPosts(service, did)).length,
    attachments: (did, embed) => readAttachments(service, did, embed),
    async deletePost({ agent, did }, rkey) {
      await agent.com.atproto.repo.deleteRecord({ repo: did, collection: 'app.bsky.feed.post', rkey })
    },
    appPassword: async ({ agent }, name) => (await agent.com.atproto.server.createAppPassword({ name })).data.password,
    async revokeAppPassword({ agent }, name) {
      await agent.com.atproto.server.revokeAppPassword({ name })
    },
    revokeGrants: (did) => revokeGrants(network, did),
    expiredGrant: (accessToken) => expiredGrant(network, accessToken),
    introduce: (clientId, description) => introduce(network, clientId, description),
    takeDown: (did) => shut(did, true),
    restore: (did) => shut(did, false),
    expiredAccessToken: (did) => expiredAccessToken(network, did),
    settled: () => network.processAll(),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

async function openNetwork(options: BlueskyOptions, opened: AsyncDisposableStack): Promise<TestNetworkNoAppView> {
  const { ports = {} } = options
  const folder = opened.use(await openFolder(prefixes.bluesky))
  // dev-env's own choice may be taken by somebody's outgoing connection before it is used, some seconds later
  const plc = { port: ports.plc ?? (await freePort()) }
  const pds = { port: ports.pds ?? (await freePort()) }
  if (options.appView !== true) {
    const params = { plc, pds: { ...pds, bskyAppViewUrl: nobody } }
    return withTempFolder(folder.path, () => TestNetworkNoAppView.create(params))
  }
  const postgres = opened.use(await openPostgres())
  // dev-env wants to be told of a Redis; nothing here needs one to answer
  process.env['REDIS_HOST'] ??= '127.0.0.1'
  const port = ports.appView ?? (await freePort())
  const ozone = { port: await freePort() }
  return withTempFolder(folder.path, () =>
    TestNetwork.create({
      dbPostgresUrl: postgres.url,
      dbPostgresSchema: 'playground',
      plc,
      pds,
      ozone,
      // without a public address of this machine, pictures would be looked for on a host that does not exist
      bsky: { port, publicUrl: `http://localhost:${port}` },
    }),
  )
}

const someone = (name: string): NewPerson => ({
  name,
  displayName: name.slice(0, 1).toUpperCase() + name.slice(1),
  description: `I am ${name}.`,
})

async function listPosts(service: string, did: string): Promise<StoredPost[]> {
  const agent = new AtpAgent({ service })
  const posts: StoredPost[] = []
  let cursor: string | undefined
  do {
    const page = { repo: did, collection: 'app.bsky.feed.post', limit: 100, reverse: true }
    const { data } = await agent.com.atproto.repo.listRecords(cursor === undefined ? page : { ...page, cursor })
    for (const { uri, cid, value } of data.records) {
      const record = value as Record<string, unknown>
      const [text, createdAt] = [String(record['text']), String(record['createdAt'])]
      posts.push({ uri, cid, rkey: uri.slice(uri.lastIndexOf('/') + 1), text, createdAt, record })
    }
    cursor = data.cursor
  } while (cursor !== undefined)
  return posts
}

async function setTakedown(network: TestNetworkNoAppView, did: string, applied: boolean): Promise<void> {
  await network.pds
    .getAgent()
    .com.atproto.admin.updateSubjectStatus(
      { subject: { $type: 'com.atproto.admin.defs#repoRef', did }, takedown: { applied, ref: 'playground' } },
      { headers: network.pds.adminAuthHeaders(), encoding: 'application/json' },
    )
}

/** Signed with the PDS's own key, in the form its tokens have: https://atproto.com/specs/xrpc#legacy-http-authentication */
function expiredAccessToken(network: TestNetworkNoAppView, did: string): string {
  const now = Math.floor(Date.now() / 1000)
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const aud = network.pds.ctx.cfg.service.did
  const claims = { scope: 'com.atproto.appPass', aud, sub: did, iat: now - 7260, exp: now - 60 }
  const signed = `${part({ typ: 'at+jwt', alg: 'HS256' })}.${part(claims)}`
  const signature = createHmac('sha256', network.pds.jwtSecretKey()).update(signed).digest('base64url')
  return `${signed}.${signature}`
}
