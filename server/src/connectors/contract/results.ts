/** What became of what went out. A part of the contract (contract.ts), which imports nothing. */

/** What became of a post, counted by the network. Absent: the network does not tell. */
export interface Results {
  readonly likes?: number
  readonly reposts?: number
  readonly replies?: number
  readonly quotes?: number
}

export type ResultsOutcome =
  | {
      readonly kind: 'read'
      readonly posts: readonly (Results & { readonly id: string })[]
      /** Those the network does not show any more. What is in neither list could not be read now. */
      readonly gone: readonly string[]
    }
  | { readonly kind: 'later'; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'sign_in'; readonly detail: string }
