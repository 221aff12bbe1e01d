/** What a person is told of. */
export const notificationKinds = [
  /** A delivery the gate kept in; not one that an emergency stop did, which everybody sees. */
  'delivery_held',
  /** The network said no. */
  'delivery_failed',
  /** No answer came, and looking it up did not tell. */
  'delivery_unconfirmed',
  /** A yes is asked of them. */
  'approval_asked',
  /** What they asked was answered, or was not in time. */
  'approval_answered',
  'mention',
  /** An account cannot speak before a person signs it in again. */
  'account_needs_sign_in',
  /** The sign-in of an account is about to end. */
  'sign_in_ending',
] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** Which ways somebody is told. */
export interface Ways {
  readonly inApp: boolean
  readonly email: boolean
  readonly browser: boolean
}

/** Until somebody chooses otherwise. */
export const usualWays: Ways = { inApp: true, email: true, browser: true }
