/**
 * What somebody writes is kept in this browser at every key, per person, workspace and post, until it is saved or sent: nothing
 * typed is ever lost to a closed tab, an ended session or a server that does not answer.
 */
import { useSyncExternalStore } from 'react'
import { useHere } from '../shell/workspace-context.ts'
import { emptyItem, type Written } from './words.ts'

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
    return toWritten(value)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined // cut off in the middle of a write: nothing to be had from it
    throw error
  }
}

/** Also what an older version kept: one text, its languages and accounts. Undefined for what is neither. */
function toWritten(value: unknown): Written | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { text, languages, items, accountIds, ...rest } = value as Record<string, unknown>
  if (!Array.isArray(accountIds)) return undefined
  const usual = { options: {}, own: {}, apart: [], campaignId: null, tags: [] }
  if (Array.isArray(items) && items.length > 0) return { ...usual, ...rest, items, accountIds } as Written
  if (typeof text !== 'string' || !Array.isArray(languages)) return undefined
  return { ...usual, ...rest, items: [{ ...emptyItem, text }], options: { languages }, accountIds } as Written
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
