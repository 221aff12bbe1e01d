import type { RateState } from '../contract.ts'
import { remoteIdOf, type Context, type Session } from './context.ts'

/** Keeps what an answer says of the account's allowance: https://docs.joinmastodon.org/api/rate-limits/ */
export function rememberRate(
  { rates }: Context,
  session: Session,
  headers: Readonly<Record<string, string>> | undefined,
): void {
  if (headers === undefined) return
  const number = (name: string): number | undefined => {
    const text = headers[name]
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
  }
  const [limit, remaining] = [number('x-ratelimit-limit'), number('x-ratelimit-remaining')]
  const reset = Date.parse(headers['x-ratelimit-reset'] ?? '')
  if (limit === undefined && remaining === undefined) return
  const state: RateState = {
    ...(limit === undefined ? {} : { limit }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(Number.isNaN(reset) ? {} : { resetsAt: new Date(reset) }),
  }
  rates.set(remoteIdOf(session), state)
}
