import type { RateState } from '../contract.ts'
import type { SendResult } from '../http.ts'
import type { Context } from './context.ts'

/** Keeps what an answer to a write says of the account's allowance: https://docs.bsky.app/docs/advanced-guides/rate-limits */
export function rememberRate({ rates }: Context, did: string, result: SendResult): void {
  if (result.kind !== 'answer') return
  const number = (name: string): number | undefined => {
    const text = result.headers[name]
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined
  }
  const [limit, remaining, reset] = [
    number('ratelimit-limit'),
    number('ratelimit-remaining'),
    number('ratelimit-reset'),
  ]
  if (limit === undefined && remaining === undefined) return
  const state: RateState = {
    ...(limit === undefined ? {} : { limit }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(reset === undefined ? {} : { resetsAt: new Date(reset * 1000) }),
  }
  rates.set(did, state)
}
