import type { DateOrder } from './fields.ts'

/** How a file is to be taken. */
export interface Options {
  readonly timeZone: string
  readonly dateOrder: DateOrder
  /** For rows that name no account. */
  readonly accountIds: readonly string[]
  /** Planned at their times, or drafts. */
  readonly as: 'plan' | 'drafts'
  /** What repeats another post is left out, or goes all the same. */
  readonly duplicates: 'leave_out' | 'accepted'
}
