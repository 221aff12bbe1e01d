import type { Credentials, RateState } from '../contract.ts'
import type { Http } from '../http.ts'

/** What the verbs of this connector work with. Made once per process. */
export interface Context {
  readonly http: Http
  readonly now: () => Date
  readonly rates: Map<string, RateState>
  /** Files that a server has of us and no post refers to yet: uploaded once, though a post is tried again. */
  readonly uploads: Map<string, Upload>
  /** How long to wait before each look at whether a file is ready, in ms. */
  readonly waits: readonly number[]
  /** How long a stream may say nothing, in ms. */
  readonly silence: number
}

/** The server's id of a file of ours. */
export interface Upload {
  readonly id: string
  readonly at: number
}

/** What a server gave us for an account. */
export interface Session {
  /** Origin of the server. */
  readonly service: string
  /** The name the server goes by in handles: not always the host of its address. */
  readonly domain: string
  /** The account's id on its server. */
  readonly accountId: string
  readonly accessToken: string
}

/** @throws Error naming the missing field: these credentials were not made by this connector. */
export function readSession(credentials: Credentials): Session {
  const field = (name: string): string => {
    const value = credentials[name]
    if (value === undefined || value === '')
      throw new Error(`The stored sign-in has no ${name}: connect the account again`)
    return value
  }
  return {
    service: field('service'),
    domain: field('domain'),
    accountId: field('accountId'),
    accessToken: field('accessToken'),
  }
}

/** Ids are a server's own: with its name they are nobody else's. */
export const remoteIdOf = ({ accountId, domain }: Pick<Session, 'accountId' | 'domain'>): string =>
  `${accountId}@${domain}`

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Undefined where it is no JSON object or list. */
  readonly json: Fields | undefined
  readonly body: string
}

/** A JSON object of which nothing is known yet, or a list, by its indexes. */
export type Fields = Readonly<Record<string, unknown>>

/** Reads, or takes a reversible step. @throws HttpError */
export async function ask(
  { http }: Context,
  url: string,
  { token, body }: { readonly token?: string; readonly body?: object } = {},
): Promise<Answer> {
  const response = await http.fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      // JSON, never a form: some servers see an empty one
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return readAnswer(response)
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  return { status: response.status, headers: Object.fromEntries(response.headers), json: readJson(text), body: text }
}

export function readJson(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined
  } catch {
    return undefined
  }
}

export const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The object in a field, or one without fields. */
export const inside = (fields: Fields | undefined, name: string): Fields => {
  const value = fields?.[name]
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}
