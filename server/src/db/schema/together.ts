import type { Generated } from 'kysely'
import type { At, AtDefault, Json, MaybeAt, Role } from './columns.ts'

export type ApprovalState = 'asked' | 'approved' | 'refused' | 'expired' | 'overridden' | 'withdrawn'

export interface ApprovalTable {
  id: string
  workspaceId: string
  postId: string
  /** The one that counts for its post. */
  current: Generated<boolean>
  askedBy: string
  askedAt: AtDefault
  /** Of a role or of a person. */
  ofRole: Extract<Role, 'owner' | 'admin' | 'editor'> | null
  ofPerson: string | null
  note: Generated<string>
  /** Not decided by then, it has to be asked for again. */
  expiresAt: At
  state: Generated<ApprovalState>
  decidedBy: string | null
  decidedAt: MaybeAt
  decisionNote: Generated<string>
  /** The version of the post that was decided on. */
  postVersion: number | null
}

export interface CommentTable {
  id: string
  workspaceId: string
  postId: string
  authorId: string
  text: string
  createdAt: AtDefault
  editedAt: MaybeAt
  deletedAt: MaybeAt
}

export interface CommentMentionTable {
  commentId: string
  personId: string
}

export interface CommentReadTable {
  postId: string
  personId: string
  readUpTo: string
}

/** Who has a draft open in which page of a browser. */
export interface PresenceTable {
  postId: string
  personId: string
  pageId: string
  writes: boolean
  seenAt: AtDefault
}

export interface NotificationTable {
  id: string
  workspaceId: string
  personId: string
  kind: string
  subjectKind: string
  subjectId: string
  postId: string | null
  detail: Json<object>
  createdAt: AtDefault
  readAt: MaybeAt
  /** A mail is to tell of it. */
  mailDue: Generated<boolean>
}

export interface NotificationSettingTable {
  workspaceId: string
  personId: string
  kind: string
  inApp: boolean
  email: boolean
  browser: boolean
}

/** Up to where the record was read for notifications. */
export interface NotifierTable {
  one: Generated<boolean>
  position: string
}
