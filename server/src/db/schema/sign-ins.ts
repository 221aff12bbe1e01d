import type { At, AtDefault } from './columns.ts'

/** How a network's server knows Vigie. */
export interface NetworkAppTable {
  id: string
  network: string
  service: string
  /** Where people come back to from the server's page. */
  returnTo: string
  sealed: Buffer
  registeredAt: AtDefault
}

/** Somebody was sent to a network's own page to sign in. */
export interface BegunSignInTable {
  id: string
  stateHash: Buffer
  workspaceId: string
  personId: string
  /** The account that is signed in again; null for one that is connected. */
  accountId: string | null
  network: string
  service: string
  returnTo: string
  sealed: Buffer
  expiresAt: At
}
