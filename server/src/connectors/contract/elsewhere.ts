/** What waits on a network without us. A part of the contract (contract.ts), which imports nothing. */

/** Something that another tool, or a person, left with the network's own scheduler: it goes out without us. */
export interface ScheduledElsewhere {
  /** The network's. */
  readonly id: string
  readonly text: string
  readonly dueAt: Date
}

export type ScheduledOutcome =
  | { readonly kind: 'listed'; readonly items: readonly ScheduledElsewhere[] }
  | { readonly kind: 'sign_in'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string }
