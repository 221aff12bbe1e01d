/** Whether the question “stop?” is open, whoever asked it: the button, the key, the palette. */
import { useSyncExternalStore } from 'react'

export interface Asked {
  /** Why the stop that was just tried did not happen. */
  readonly error: unknown
}

let asked: Asked | null = null
const listeners = new Set<() => void>()

function set(next: Asked | null): void {
  asked = next
  for (const listener of listeners) listener()
}

export function askToStop(error: unknown = null): void {
  set({ error })
}

export function closeStop(): void {
  set(null)
}

export function useAskedToStop(): Asked | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )
}
