import type { Generated } from 'kysely'
import type { At, AtDefault, MaybeAt } from './columns.ts'

/** A post that comes again and again. */
export interface SeriesTable {
  id: string
  workspaceId: string
  /** The post it began with. */
  postId: string
  /** RFC 5545, without `RRULE:` */
  rule: string
  timeZone: string
  /** `YYYY-MM-DDTHH:MM` on the wall of the zone: the first. */
  startsAt: string
  /** Made by a machine: it has an end. */
  automatic: Generated<boolean>
  /** What is due before has been made. */
  madeUntil: At
  /** When it is looked at next; null: nothing more will come of it. */
  lookAt: MaybeAt
  /** Why the last look ahead made less than it should. */
  problem: string | null
  createdBy: string
  createdAt: AtDefault
  endedAt: MaybeAt
}

export interface OccurrenceTable {
  seriesId: string
  /** Its time on the wall, as the rule gives it. */
  wall: string
  postId: string
  dueAt: At
  postVersion: number
}

/** The secret address at which a person's calendar program reads a workspace. */
export interface CalendarFeedTable {
  id: string
  workspaceId: string
  personId: string
  tokenHash: Buffer
  createdAt: AtDefault
  lastUsedAt: MaybeAt
  revokedAt: MaybeAt
}
