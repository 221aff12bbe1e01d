import type { Node } from '../language/ast.ts'
import type { Run } from './run.ts'
import type { QueryId } from './segment.ts'

/** A version of a query, and where it is found. */
export interface Version {
  readonly id: QueryId
  root: Node | null
  run: Run<Version> | null
  slot: number
}

/** What a change puts, and every name it speaks of. */
export interface Fresh {
  put: readonly Version[]
  ids: Set<QueryId>
}

/** How many queries of a run still are what they were. */
export function live({ segment, deadCount }: Run): number {
  return segment.entries.length - deadCount
}

/** From now on this version is found nowhere. */
export function bury(version: Version): void {
  version.run?.bury(version.slot)
  version.run = null
  version.root = null
}
