import type { Generated } from 'kysely'
import type { AtDefault, MaybeAt } from './columns.ts'

/** `told`: a stream is open. `asked`: they are asked for, every minute. `not_allowed`: the sign-in has no leave for them. */
export type NewsState = 'waiting' | 'told' | 'asked' | 'not_allowed'

/** Who follows an account's news, and up to where they were taken. */
export interface AccountNewsTable {
  accountId: string
  /** The network's own word for a place in the account's news; empty: there never was any. */
  seenUpTo: string | null
  /** The process that follows them, until `heldUntil`. */
  holder: string | null
  heldUntil: MaybeAt
  state: Generated<NewsState>
  detail: string | null
  triedAt: AtDefault
  nextTryAt: MaybeAt
}
