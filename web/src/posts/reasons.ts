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
  | { readonly kind: 'uploading' }
  | { readonly kind: 'alt_missing' }
  | { readonly kind: 'overlong'; readonly network: Network; readonly count: Count; readonly over: number }
  | { readonly kind: 'overlong_bytes'; readonly network: Network; readonly used: number; readonly limit: number }
  | { readonly kind: 'needs_sign_in' | 'restricted'; readonly handle: string }
  | { readonly kind: 'halted'; readonly halt: Halt }

interface Said {
  readonly text: string
  readonly media?: readonly { readonly alt: string }[]
}

export function reasonsAgainst(post: {
  /** The items of each voice. */
  readonly items: readonly (readonly Said[])[]
  /** What follows as a first comment. */
  readonly comments?: readonly Said[]
  /** Files are on their way. */
  readonly uploading?: boolean
  /** The workspace lets nothing out without words for those who do not see it. */
  readonly requireAlt?: boolean
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
  const empty = post.items.flatMap((items) =>
    items.flatMap(({ text, media = [] }, at) =>
      text.trim() === '' && media.length === 0 ? [{ at, of: items.length }] : [],
    ),
  )[0]
  if (post.uploading === true) reasons.push({ kind: 'uploading' })
  else if (empty !== undefined)
    reasons.push(empty.of === 1 ? { kind: 'empty' } : { kind: 'empty_item', place: empty.at + 1 })
  const wordless = [...post.items.flat(), ...(post.comments ?? [])].some(({ media = [] }) =>
    media.some(({ alt }) => alt.trim() === ''),
  )
  if (post.requireAlt === true && wordless) reasons.push({ kind: 'alt_missing' })
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
