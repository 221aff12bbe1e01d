/** An account on its network: signing in, and what is known of it. A part of the contract (contract.ts), which imports nothing. */

import type { MediaLimits } from './media.ts'
import type { TextLimits } from './outbound.ts'

/** Secret. JSON of strings only, so that it can be sealed and unsealed without loss. */
export type Credentials = Readonly<Record<string, string>>

export interface Profile {
  /** The network's lasting id of the account (a DID, a number): survives a change of handle. */
  readonly id: string
  readonly handle: string
  readonly displayName: string
  /** Address of the picture on the network, or none. */
  readonly avatarUrl?: string
  /** Address of the account for people. */
  readonly url: string
  readonly limits?: TextLimits
  /** What the account's own server can do that not every server of the network can. Absent: it did not say. */
  readonly features?: readonly string[]
  readonly mediaLimits?: MediaLimits
}

/** What a person typed to connect an account. Field names are the connector's (`capabilities.signInFields`). */
export type SignInInput = Readonly<Record<string, string>>

export const signInRefusals = [
  'unknown_handle',
  'wrong_password',
  'second_factor',
  'unreachable',
  'unknown_service',
  'not_a_service',
  'rate_limited',
  'account_restricted',
  'refused_by_person',
  'sign_in_over',
  'page_impossible',
  'invalid',
] as const
export type SignInRefusal = (typeof signInRefusals)[number]

export interface SignInRefused {
  readonly kind: 'refused'
  readonly reason: SignInRefusal
  readonly field?: string
  readonly retryAt?: Date
  readonly detail: string
}

export type SignInOutcome =
  | { readonly kind: 'signed_in'; readonly profile: Profile; readonly credentials: Credentials }
  | SignInRefused

export type AppOutcome = { readonly kind: 'registered'; readonly app: Credentials } | SignInRefused

/** Signing in on the network's own page (OAuth). The product keeps state and verifier, bound to person and workspace. */
export interface RedirectSignIn {
  /** One registration serves every service, and for ever: its keys are those of all sign-ins. */
  readonly oneApp?: true
  /** Reads what was typed, and asks whether a service of this network is there. `hint`: the account that is meant. */
  find(input: SignInInput): Promise<SignInPlace | SignInRefused>
  /** Makes us known to the service, once for each address that people come back to. */
  register(service: string, returnTo: string): Promise<AppOutcome>
  /** Pure. What services read of us at an address of ours, where they do. Nothing secret. */
  describe?(app: Credentials): Readonly<Record<string, unknown>> | undefined
  /** Where the person is sent. `challenge` is the S256 of the verifier (RFC 7636). */
  begin(
    service: string,
    app: Credentials,
    asked: { readonly returnTo: string; readonly state: string; readonly challenge: string; readonly hint?: string },
  ): Promise<BegunSignIn | SignInRefused>
  /** Changes the code into credentials. `issuer`: who the answer says it is from (RFC 9207). */
  finish(
    service: string,
    app: Credentials,
    answer: {
      readonly returnTo: string
      readonly code: string
      readonly verifier: string
      readonly kept: Credentials
      readonly issuer?: string | undefined
    },
  ): Promise<SignInOutcome>
}

export interface SignInPlace {
  readonly kind: 'found'
  readonly service: string
  readonly hint?: string
}

/** `kept`: what `finish` needs of it; secret. */
export interface BegunSignIn {
  readonly kind: 'begun'
  readonly url: string
  readonly kept: Credentials
}

/** When a person must sign in again, should nothing happen before. */
export interface SignInEnd {
  readonly at: Date
  /** Each renewal puts it off: it comes only where renewing has failed for long. */
  readonly putOff: boolean
}

export type RefreshOutcome =
  /** Without `expiresAt` where access does not end by itself. */
  | { readonly kind: 'ok'; readonly credentials: Credentials; readonly expiresAt?: Date }
  | { readonly kind: 'transient'; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'revoked'; readonly detail: string }
  /** The network has shut the account: no new sign-in helps. */
  | { readonly kind: 'restricted'; readonly detail: string }

/** What a look at the account says about its health. */
export type CheckOutcome =
  | { readonly kind: 'ok'; readonly profile: Profile }
  | { readonly kind: 'sign_in'; readonly detail: string }
  | { readonly kind: 'rate_limited'; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'restricted'; readonly detail: string }
  | { readonly kind: 'transient'; readonly detail: string }

/** What is left of the network's allowance for an account, as the last answers told it. */
export interface RateState {
  readonly limit?: number
  readonly remaining?: number
  readonly resetsAt?: Date
}
