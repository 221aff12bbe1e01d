import type { Role } from '../../db/schema.ts'
import { may } from '../people/permissions.ts'
import { isToldUnasked, type NotificationKind } from './kinds.ts'

/** An entry of the record that somebody is to hear of. */
export interface Told {
  readonly action: string
  readonly workspaceId: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly postId: string | null
  readonly actorId: string | null
  readonly actorName: string
  readonly detail: Readonly<Record<string, unknown>>
  /** Of the approval, where it is about one. */
  readonly approval: { readonly askedBy: string; readonly ofRole: Role | null; readonly ofPerson: string | null } | null
  /** Of the post, where there is one. */
  readonly authorId: string | null
}

export interface Member {
  readonly workspaceId: string
  readonly personId: string
  readonly role: Role
}

/** The kinds of entry that are looked for. */
export const toldActions = [
  'delivery.held',
  'delivery.failed',
  'approval.asked',
  'approval.asked_again',
  'approval.approved',
  'approval.refused',
  'approval.overridden',
  'approval.expired',
  'comment.written',
  'comment.edited',
  'account.health_changed',
  'account.sign_in_ending',
]

const above: Record<string, readonly Role[]> = {
  editor: ['editor', 'admin', 'owner'],
  admin: ['admin', 'owner'],
  owner: ['owner'],
}

interface Need {
  readonly kind: NotificationKind
  readonly isFor: (member: Member) => boolean
}

/** Who is to hear of an entry, and as what; undefined when nobody is. Pure. */
export function needOf(told: Told): Need | undefined {
  const { action, detail, approval, authorId } = told
  const speakers = ({ personId, role }: Member) => personId === authorId || may(role, 'delivery.change')
  if (action === 'delivery.failed') return { kind: 'delivery_failed', isFor: speakers }
  if (action === 'delivery.unconfirmed') return { kind: 'delivery_unconfirmed', isFor: speakers }
  if (action === 'delivery.held')
    return detail['reason'] === 'halted' ? undefined : { kind: 'delivery_held', isFor: speakers }
  if (action === 'account.health_changed') {
    if (detail['to'] !== 'needs_sign_in') return undefined
    return { kind: 'account_needs_sign_in', isFor: ({ role }) => isToldUnasked(role, 'account_needs_sign_in') }
  }
  if (action === 'account.sign_in_ending')
    return { kind: 'sign_in_ending', isFor: ({ role }) => isToldUnasked(role, 'sign_in_ending') }
  if (action.startsWith('comment.')) {
    const mentions = Array.isArray(detail['mentions']) ? detail['mentions'] : []
    return mentions.length === 0 ? undefined : { kind: 'mention', isFor: ({ personId }) => mentions.includes(personId) }
  }
  if (approval === null) return undefined
  if (!action.startsWith('approval.asked'))
    return { kind: 'approval_answered', isFor: ({ personId }) => personId === approval.askedBy }
  const asked = ({ personId, role }: Member) =>
    approval.ofRole === null ? personId === approval.ofPerson : above[approval.ofRole]?.includes(role) === true
  return { kind: 'approval_asked', isFor: (member) => member.personId !== approval.askedBy && asked(member) }
}
