import type { Role } from '../../db/schema.ts'
import { may } from '../people/permissions.ts'

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

/** Kinds that concern those who connect accounts. Others may choose to be told of them. */
const forManagers: readonly NotificationKind[] = ['account_needs_sign_in', 'sign_in_ending']

export const isForManagers = (kind: NotificationKind): boolean => forManagers.includes(kind)

/** Of this kind a person of this role is told without having chosen it. */
export const isToldUnasked = (role: Role, kind: NotificationKind): boolean =>
  !isForManagers(kind) || may(role, 'account.manage')

/** Which ways somebody is told. */
export interface Ways {
  readonly inApp: boolean
  readonly email: boolean
  readonly browser: boolean
}

const all: Ways = { inApp: true, email: true, browser: true }
const none: Ways = { inApp: false, email: false, browser: false }

/** Until somebody chooses otherwise. */
export const usualWays = (role: Role, kind: NotificationKind): Ways => (isToldUnasked(role, kind) ? all : none)
