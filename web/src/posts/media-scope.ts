import { createContext } from 'react'
import type { Account } from '../api/types.ts'

/** What the media of every item that is being written needs to know. */
interface Scope {
  /** Whom the words are for: what they do not take is said at once. */
  readonly accounts: readonly Account[]
  /** Files of an item are on their way: what is sent now would go without them. */
  readonly onBusy: (item: string, busy: boolean) => void
}

export const MediaScope = createContext<Scope>({ accounts: [], onBusy: () => undefined })
