/** What this tab has just sent and can still take back. Kept in the tab's storage: a reload does not take the button away. */
import { useSyncExternalStore } from 'react'
import { serverNow } from '../api/server-clock.ts'
import type { Delivery } from '../api/types.ts'

export interface Sending {
  readonly workspaceId: string
  readonly postId: string
  readonly deliveries: readonly { readonly id: string; readonly handle: string }[]
  /** By the server's clock. */
  readonly undoUntil: string
  /** When it was shown first, by the server's clock; for the bar's whole length. */
  readonly since: number
}

const storageKey = 'vigie.sendings'
const stale = 5 * 60_000
let sendings: readonly Sending[] = read()
const listeners = new Set<() => void>()

function read(): readonly Sending[] {
  if (typeof sessionStorage === 'undefined') return []
  const raw = sessionStorage.getItem(storageKey)
  if (raw === null) return []
  const kept = JSON.parse(raw) as readonly Sending[]
  return kept.filter(({ undoUntil }) => Date.parse(undoUntil) > serverNow() - stale)
}

function set(next: readonly Sending[]): void {
  sendings = next
  sessionStorage.setItem(storageKey, JSON.stringify(next))
  for (const listener of listeners) listener()
}

/** Shows the undo bar for what "send now" made. Without an undo time there is nothing to take back. */
export function rememberSending(workspaceId: string, postId: string, made: readonly Delivery[]): void {
  const open = made.filter(({ undoUntil, state }) => undoUntil !== null && state === 'scheduled')
  const undoUntil = open.map((delivery) => delivery.undoUntil ?? '').toSorted()[0]
  if (undoUntil === undefined) return
  const deliveries = open.map(({ id, account }) => ({ id, handle: account.handle }))
  const others = sendings.filter((sending) => sending.postId !== postId)
  set([...others, { workspaceId, postId, deliveries, undoUntil, since: serverNow() }])
}

export function forgetSending(postId: string): void {
  set(sendings.filter((sending) => sending.postId !== postId))
}

export function useSendings(): readonly Sending[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => sendings,
  )
}
