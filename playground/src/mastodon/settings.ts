/** How the server behaves: the same API is served by programs that differ. A test changes these while it runs. */
export interface Settings {
  maxCharacters: number
  charactersPerUrl: number
  /** `racy`: the key is remembered only once the post was made, so that requests at one instant all make one. */
  idempotency: 'honoured' | 'ignored' | 'racy'
  /** Deleted posts stay to be seen until `finishDeletes`. */
  lateDeletes: boolean
  /** Form-encoded bodies arrive empty, as on some servers. */
  formBodies: 'read' | 'empty'
  /** Version of the API that it names: who may quote can be said since 7. */
  apiVersion: number
  /** Programs other than Mastodon have no source of a status. */
  source: boolean
  /** `none`: this server streams nothing. `silent`: it takes a connection, and never says a word. */
  streaming: 'on' | 'none' | 'silent'
  /** How often an open stream shows that it lives, in ms; read when the server starts. */
  heartbeatMs: number
  /** Lists say where the next page is. */
  linkHeaders: boolean
  /** What becomes of an uploaded file: ready at once, after a look, or never; or the server cannot read it. */
  media: 'at_once' | 'later' | 'never' | 'unreadable'
}

export const usual: Settings = {
  maxCharacters: 500,
  charactersPerUrl: 23,
  idempotency: 'honoured',
  lateDeletes: false,
  formBodies: 'read',
  apiVersion: 7,
  source: true,
  streaming: 'on',
  heartbeatMs: 15_000,
  linkHeaders: true,
  media: 'at_once',
}

/** What happens to the next request of an operation, in place of the usual answer. */
export type Failure =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      /** An object is sent as JSON; nothing: an empty body. */
      readonly body?: object | string
    }
  /** The work is done, and the connection closed without an answer. */
  | { readonly kind: 'lose_answer' }
  /** A gateway gives up at once (504), and the work behind it is done later. */
  | { readonly kind: 'late'; readonly until: Promise<unknown> }
  /** The work is done, and its answer waits. */
  | { readonly kind: 'slow'; readonly until: Promise<unknown> }

const error = (text: string): object => ({ error: text })

/** Refusals as servers of this API were seen to give them. */
export const failures = {
  tooOften: (headers: Readonly<Record<string, string>> = {}): Failure => ({
    kind: 'answer',
    status: 429,
    headers,
    body: error('Too many requests'),
  }),
  down: (status: 500 | 502 | 503 | 504 = 503): Failure => ({ kind: 'answer', status, body: '<html>Try later</html>' }),
  badToken: (): Failure => ({ kind: 'answer', status: 401, body: error('The access token is invalid') }),
  invalid: (): Failure => ({ kind: 'answer', status: 422, body: error('Validation failed: something is wrong') }),
  /** Seen for a bad token. */
  withoutAWord: (): Failure => ({ kind: 'answer', status: 422 }),
} as const
