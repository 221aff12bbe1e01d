import { createHash, randomBytes } from 'node:crypto'

/** Somebody with an account on the server. The password is for the playground alone. */
export interface Citizen {
  readonly name: string
  readonly displayName: string
  readonly id: string
  readonly password: string
}

export interface App {
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
  readonly redirectUris: readonly string[]
  readonly scopes: readonly string[]
  readonly website: string | null
}

/** Leave that a person gave to an app: first a code for it to fetch, then a token. */
export interface Leave {
  readonly app: App
  readonly person: Citizen
  readonly scopes: readonly string[]
  readonly redirectUri: string
  readonly challenge: string | undefined
}

/** A file that somebody uploaded. */
export interface Attachment {
  readonly id: string
  readonly person: Citizen
  /** MIME type, as the client said it. */
  readonly type: string
  readonly bytes: Buffer
  readonly description: string | null
  readonly focus: { readonly x: number; readonly y: number } | null
  /** How often it will still say that it is not ready. */
  unready: number
  attached: boolean
}

export interface Toot {
  readonly id: string
  readonly person: Citizen
  text: string
  readonly createdAt: Date
  editedAt: Date | null
  /** Whose accounts repeat it, by id. */
  readonly repeatedBy: Set<string>
  /** Who likes it, by id. */
  readonly likedBy: Set<string>
  language: string | null
  readonly visibility: string
  /** The content warning. */
  warning: string
  /** The status it answers. */
  readonly answers: string | null
  readonly quotePolicy: string | null
  readonly app: App | undefined
  media: readonly Attachment[]
  /** Deleted, and no longer shown. */
  gone: boolean
  /** Deleted, and still shown for a while: see `lateDeletes`. */
  going: boolean
}

/** What somebody is told of. */
export interface Notice {
  /** Counted up: longer ones are newer, though not by their letters. */
  readonly id: string
  readonly to: Citizen
  readonly from: Citizen
  readonly type: 'mention' | 'reblog' | 'favourite'
  readonly toot: Toot
  readonly at: Date
}

export const secret = (): string => randomBytes(24).toString('base64url')

/** The S256 of RFC 7636. */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

/** Something that waits in the server's own scheduler. Nothing here ever publishes it. */
export interface Planned {
  readonly id: string
  readonly person: Citizen
  readonly text: string
  readonly dueAt: Date
}

/** Everything the server knows. */
export class State {
  readonly people: Citizen[] = []
  readonly apps: App[] = []
  readonly toots: Toot[] = []
  readonly media = new Map<string, Attachment>()
  readonly planned = new Map<string, Planned>()
  readonly codes = new Map<string, Leave>()
  readonly tokens = new Map<string, Leave>()
  /** Whose page a browser shows, by its cookie. */
  readonly sessions = new Map<string, Citizen>()
  readonly shut = new Set<string>()
  /** Oldest first. */
  readonly notices: Notice[] = []
  readonly listeners = new Set<(notice: Notice) => void>()
  /** Status ids by account and idempotency key. */
  readonly keys = new Map<string, string>()
  #last = 0n

  /** Ids as the network makes them: they rise with time, and are too large for a number. */
  newId(): string {
    const now = BigInt(Date.now()) << 16n
    this.#last = now > this.#last ? now : this.#last + 1n
    return String(this.#last)
  }

  add(name: string, displayName: string): Citizen {
    const person = { name, displayName, id: this.newId(), password: `${name}-password` }
    this.people.push(person)
    return person
  }

  find(name: string): Citizen | undefined {
    return this.people.find((person) => person.name === name)
  }

  /** As Mastodon does, the same app gets the same token for the same person and scopes again. */
  tokenFor(leave: Leave): string {
    for (const [token, kept] of this.tokens) {
      const same = kept.app === leave.app && kept.person === leave.person
      if (same && kept.scopes.join(' ') === leave.scopes.join(' ')) return token
    }
    const token = secret()
    this.tokens.set(token, leave)
    return token
  }

  /** What a reader of an account's page sees, newest first. */
  shown(person?: Citizen): Toot[] {
    return this.toots.filter((toot) => !toot.gone && (person === undefined || toot.person === person)).toReversed()
  }
}
