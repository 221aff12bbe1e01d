import type { Entities } from './entities.ts'
import type { Settings } from './settings.ts'
import type { Leave, State } from './state.ts'

export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export type Query = Readonly<Record<string, string | readonly string[]>>

/** A request that is as the description says. */
export interface Call {
  readonly params: Readonly<Record<string, string>>
  /** A name with `[]` behind it is a list. */
  readonly query: Query
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Of a form: the one that came. */
  readonly file?: File | undefined
}

export interface Server {
  readonly state: State
  readonly settings: Settings
  readonly entities: Entities
}

export type Handler = (server: Server, call: Call) => Answer | Promise<Answer>

export const ok = (body: unknown): Answer => ({ status: 200, body })
export const no = (status: number, error: string): Answer => ({ status, body: { error } })
export const notFound = no(404, 'Record not found')
export const invalid = (words: string): Answer => ({
  status: 422,
  body: { error: `Validation failed: ${words}`, details: {} },
})

/** Runs an act in the name of whoever the token speaks for. */
export async function withLeave(
  { state }: Server,
  { headers }: Call,
  scopes: readonly string[],
  act: (leave: Leave) => Answer | Promise<Answer>,
): Promise<Answer> {
  const token = /^Bearer (\S+)$/.exec(String(headers['authorization'] ?? ''))?.[1] ?? ''
  const leave = state.tokens.get(token)
  if (leave === undefined) return no(401, 'The access token is invalid')
  if (state.shut.has(leave.person.id)) return no(403, 'Your login is currently disabled')
  if (!leave.scopes.some((scope) => scopes.includes(scope)))
    return no(403, 'This action is outside the authorized scopes')
  return act(leave)
}
