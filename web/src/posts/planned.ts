import type { When } from '../time/when.ts'
import type { Send } from './save-post.ts'

/** What was chosen for later: a time, or the account's next free slot. */
export type Planned = (When & { readonly repeat?: string }) | { readonly kind: 'slot' }

/** How to send what was chosen; undefined while nothing usable is. */
export function plannedSend(planned: Planned | null): Extract<Send, { kind: 'at' | 'slot' }> | undefined {
  if (planned?.kind === 'slot') return { kind: 'slot' }
  if (planned?.kind !== 'ok') return undefined
  return { kind: 'at', at: planned.at, ...(planned.repeat === undefined ? {} : { repeat: planned.repeat }) }
}
