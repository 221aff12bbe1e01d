import type { FaultyProxy, Match } from '@vigie/playground'
import { expect } from 'vitest'
import type {
  Connector,
  Credentials,
  Outbound,
  Prepared,
  QuotePolicy,
  ReplyRule,
  Sent,
  SignInInput,
  Visibility,
} from '../contract.ts'

/** How a post stands on a network, whatever the network calls it. */
export interface Standing {
  readonly root: string | null
  readonly parent: string | null
  readonly language: string | null
  readonly contentWarning: string
  readonly visibility: Visibility
  readonly replyControl: readonly ReplyRule[]
  readonly quotePolicy: QuotePolicy
}

/** A real network, with one account of its own for the test, reached through a proxy that the test controls. */
export interface NetworkWorld extends AsyncDisposable {
  readonly connector: Connector
  readonly proxy: FaultyProxy
  /** The two writing requests: how their paths end, or what else is known of them. */
  readonly writes: {
    readonly publish: Match
    readonly remove: Match
    readonly upload: Match
    /** How the network refuses a file. */
    readonly refusal: { readonly status: number; readonly body: unknown }
  }
  /** What the account's person types; with a handle nobody has, where one is typed; with a password that is none. */
  readonly signIn: {
    readonly good: SignInInput
    readonly unknownHandle?: SignInInput
    readonly wrongPassword: SignInInput
  }
  /** The texts that stand on the network under this account, oldest first, read past connector and proxy. */
  texts(): Promise<string[]>
  /** How a post stands on the network, read past connector and proxy. */
  about(remoteId: string): Promise<Standing>
  /** What stands below the newest post, read past connector and proxy. */
  attachments(): Promise<{ readonly alt: string; readonly bytes: Buffer }[]>
  /** The author deletes a post elsewhere. */
  deleteElsewhere(remoteId: string): Promise<void>
  /** The same sign-in, its access run out by itself. Absent where it does not. */
  expired?(credentials: Credentials): Credentials
  /** The same sign-in with an access that never was one. */
  broken(credentials: Credentials): Credentials
  /** Another tool leaves something with the network's scheduler. Only where the connector lists such things. @returns its id */
  scheduleElsewhere?(text: string, dueAt: Date): Promise<string>
  /** The person takes back what they gave us. */
  revoke(): Promise<void>
  /** How the network says "too often", and when it will listen again. */
  readonly rateLimit: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
    readonly retryAt: Date
  }
  /** The shortest text the network refuses for its length, and the same post with it, past our own check. */
  readonly tooLong: string
  withText(prepared: Prepared, text: string): Prepared
  /** Called while each of the next connections is being made. */
  onConnecting(act: () => void): void
}

/** A world whose account is signed in, with a connector that remembers what it said. */
export interface Opened extends NetworkWorld {
  readonly credentials: Credentials
  outbound(text: string, more?: Partial<Outbound>): Outbound
  prepared(text: string, more?: Partial<Outbound>): Promise<Prepared>
  /** What a delivery of this would say it sent. */
  sent(post: Prepared, others?: readonly string[]): Sent
}

/** Opens a world, signs in, runs the body, and looks for secrets in everything the connector said meanwhile. */
export async function inWorld(
  openWorld: () => Promise<NetworkWorld>,
  body: (world: Opened) => Promise<void>,
): Promise<void> {
  await using world = await openWorld()
  const { connector, outcomes } = watch(world.connector)
  const signedIn = await connector.signIn(world.signIn.good)
  if (signedIn.kind !== 'signed_in') throw new Error(`The sign-in of the test was refused: ${signedIn.detail}`)
  const { credentials } = signedIn
  const outbound = (text: string, more: Partial<Outbound> = {}): Outbound => {
    const now = new Date()
    return { kind: 'post', key: connector.newKey(now), createdAt: now, text, languages: ['fr'], ...more }
  }
  const known = new Map<string, Outbound>()
  const prepared = async (text: string, more: Partial<Outbound> = {}): Promise<Prepared> => {
    const draft = outbound(text, more)
    const outcome = await connector.prepare(credentials, draft)
    if (outcome.kind !== 'ready') throw new Error(`Not ready: ${outcome.detail}`)
    known.set(draft.key, draft)
    return outcome.prepared
  }
  const sent = ({ key }: Prepared, others: readonly string[] = []): Sent => {
    const draft = known.get(key)
    if (draft === undefined) throw new Error('This was not prepared here')
    return { key, text: draft.text, since: draft.createdAt, others }
  }
  await body({ ...world, connector, credentials, outbound, prepared, sent })
  expectNoSecret(outcomes, credentials, world.signIn.good)
}

/** The connector, remembering what it said. A sign-in's own credentials are what they are and stay out. */
function watch(connector: Connector): { connector: Connector; outcomes: unknown[] } {
  const outcomes: unknown[] = []
  const keep = async <T extends { kind: string }>(outcome: Promise<T>): Promise<T> => {
    const { credentials: _, ...rest } = (await outcome) as T & { credentials?: unknown }
    outcomes.push(rest)
    return outcome
  }
  const watched: Connector = {
    ...connector,
    signIn: (input) => keep(connector.signIn(input)),
    refreshAuth: (credentials) => keep(connector.refreshAuth(credentials)),
    check: (credentials) => keep(connector.check(credentials)),
    prepare: (credentials, outbound) => keep(connector.prepare(credentials, outbound)),
    publish: (permit, credentials, prepared) => keep(connector.publish(permit, credentials, prepared)),
    settle: (credentials, sent) => keep(connector.settle(credentials, sent)),
    remove: (permit, credentials, remoteId) => keep(connector.remove(permit, credentials, remoteId)),
  }
  return { connector: watched, outcomes }
}

/** What a network gives us to act with is long and has no meaning; names and addresses are no secrets. */
function expectNoSecret(outcomes: unknown[], credentials: Credentials, typed: SignInInput): void {
  const text = JSON.stringify(outcomes)
  const secrets = Object.entries({ ...credentials, ...typed }).filter(([name]) =>
    /jwt|token|password|secret/i.test(name),
  )
  expect(secrets.length).toBeGreaterThan(0)
  for (const [name, value] of secrets) expect(text.includes(value), `${name} is in an outcome`).toBe(false)
}
