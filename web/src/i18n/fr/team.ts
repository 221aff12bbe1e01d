import { approvals } from './approvals.ts'
import { comments } from './comments.ts'
import { conversation } from './conversation.ts'
import { needs } from './needs.ts'
import { notifications } from './notifications.ts'

/** What is said where people work together: fetched when such a part is. */
export const team = { approvals, comments, conversation, needs, notifications }
