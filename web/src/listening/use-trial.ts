import { useState } from 'react'
import type { Trial } from './trial.ts'

/** What was being tried, kept in this browser for the person and the workspace: a reload loses nothing typed. */
export function useTrial(personId: string, workspaceId: string, first: Trial) {
  const key = `vigie.query.${personId}.${workspaceId}`
  const [trial, setTrial] = useState<Trial>(() => ({ ...first, ...read(key) }))
  const change = (part: Partial<Trial>) => {
    const next = { ...trial, ...part }
    setTrial(next)
    keep(key, next)
  }
  return [trial, change] as const
}

function read(key: string): Partial<Trial> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === 'string'))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof DOMException) return {}
    throw error
  }
}

function keep(key: string, trial: Trial): void {
  try {
    localStorage.setItem(key, JSON.stringify(trial))
  } catch (error) {
    // Storage full or switched off: the page works all the same.
    if (!(error instanceof DOMException)) throw error
  }
}
