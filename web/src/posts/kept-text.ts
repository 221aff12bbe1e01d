/**
 * What somebody writes is kept in this browser at every key, per person, workspace and post, until it is saved or sent: nothing
 * typed is ever lost to a closed tab, an ended session or a server that does not answer.
 */
import { useSyncExternalStore } from 'react'
import { useHere } from '../shell/workspace-context.ts'

export interface Written {
  readonly text: string
  readonly languages: readonly string[]
  readonly accountIds: readonly string[]
  /** Absent in what an older version kept. */
  readonly campaignId?: string | null
  readonly tags?: readonly string[]
  /** Version of the post it began from; none for a new one. */
  readonly version?: number
}

const prefix = 'vigie.text'
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/** @param postId none: a new post */
export function keptKey(personId: string, workspaceId: string, postId?: string): string {
  return [prefix, personId, workspaceId, postId ?? 'new'].join('.')
}

/** False when this browser refuses to keep it (storage full or switched off). */
export function keep(key: string, written: Written): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(written))
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
  tell()
  return true
}

export function forgetKept(key: string): void {
  localStorage.removeItem(key)
  tell()
}

export function readKept(key: string): Written | undefined {
  const raw = localStorage.getItem(key)
  if (raw === null) return undefined
  try {
    const value: unknown = JSON.parse(raw)
    return isWritten(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined // cut off in the middle of a write: nothing to be had from it
    throw error
  }
}

function isWritten(value: unknown): value is Written {
  if (typeof value !== 'object' || value === null) return false
  const { text, languages, accountIds } = value as Record<string, unknown>
  return typeof text === 'string' && Array.isArray(languages) && Array.isArray(accountIds)
}

/** Whether a new post waits unsaved in this browser. */
export function useHasUnsaved(workspaceId: string): boolean {
  const { me } = useHere()
  const key = keptKey(me.person.id, workspaceId)
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      window.addEventListener('storage', listener)
      return () => {
        listeners.delete(listener)
        window.removeEventListener('storage', listener)
      }
    },
    () => localStorage.getItem(key) !== null,
  )
}
