import { useSyncExternalStore } from 'react'

export type LiveStatus = 'connecting' | 'open' | 'reconnecting'

let status: LiveStatus = 'connecting'
const listeners = new Set<() => void>()

export function setLiveStatus(next: LiveStatus): void {
  if (next === status) return
  status = next
  for (const listener of listeners) listener()
}

export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => status,
  )
}
