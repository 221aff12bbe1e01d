/** Why a post may not be sent yet: the first reason is the one a person reads beside the button. Pure. */
import type { Count, Network } from '@vigie/server/contract'
import type { Account } from '../api/types.ts'
import type { Halt } from '../halt/shapes.ts'

export type Reason =
  | { readonly kind: 'role' }
  | { readonly kind: 'no_account' }
  | { readonly kind: 'empty' }
  /** Of a thread; counted from one. */
  | { readonly kind: 'empty_item'; readonly place: number }
  | { readonly kind: 'overlong'; readonly network: Network; readonly count: Count; readonly over: number }
  | { readonly kind: 'overlong_bytes'; readonly network: Network; readonly used: number; readonly limit: number }
  | { readonly kind: 'needs_sign_in' | 'restricted'; readonly handle: string }
  | { readonly kind: 'halted'; readonly halt: Halt }

export function reasonsAgainst(post: {
  /** The items of each voice. */
  readonly texts: readonly (readonly string[])[]
  readonly accounts: readonly Pick<Account, 'handle' | 'health'>[]
  readonly counts: readonly { readonly network: Network; readonly count: Count }[]
  readonly maySend: boolean
  /** The emergency stop that would keep it in. */
  readonly halt?: Halt | undefined
}): Reason[] {
  const reasons: Reason[] = []
  if (!post.maySend) reasons.push({ kind: 'role' })
  if (post.halt !== undefined) reasons.push({ kind: 'halted', halt: post.halt })
  if (post.accounts.length === 0) reasons.push({ kind: 'no_account' })
  const empty = post.texts.flatMap((items) =>
    items.flatMap((text, at) => (text.trim() === '' ? [{ at, of: items.length }] : [])),
  )[0]
  if (empty !== undefined)
    reasons.push(empty.of === 1 ? { kind: 'empty' } : { kind: 'empty_item', place: empty.at + 1 })
  for (const { network, count } of post.counts) {
    const over = count.used - count.limit
    if (over > 0) reasons.push({ kind: 'overlong', network, count, over })
    else if (count.bytes !== undefined && count.bytes.used > count.bytes.limit) {
      reasons.push({ kind: 'overlong_bytes', network, ...count.bytes })
    }
  }
  for (const { handle, health } of post.accounts) {
    if (health === 'needs_sign_in' || health === 'restricted') reasons.push({ kind: health, handle })
  }
  return reasons
}
