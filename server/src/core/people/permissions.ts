import type { Role } from '../../db/schema.ts'

export const roles = [
  'owner',
  'admin',
  'editor',
  'contributor',
  'moderator',
  'viewer',
] as const satisfies readonly Role[]

const everybody = roles
const speakers = ['owner', 'admin', 'editor'] as const
const writers = [...speakers, 'contributor'] as const
const managers = ['owner', 'admin'] as const

/** Who may do what in a workspace. The one table: routes, and the walk over all routes in the tests, ask it. */
export const permissions = {
  'workspace.read': everybody,
  'workspace.change': managers,
  'member.read': everybody,
  'member.change': managers,
  'invitation.manage': managers,
  'account.read': everybody,
  'account.manage': managers,
  'account.check': speakers,
  'slot.change': speakers,
  'post.read': everybody,
  'post.draft': writers,
  'post.send': speakers,
  'delivery.read': everybody,
  'delivery.change': speakers,
  'delivery.take_down': [...speakers, 'moderator'],
  'delivery.results': speakers,
  'audit.read': everybody,
  'token.manage': everybody,
  'calendar_feed.manage': everybody,
  'events.read': everybody,
  'halt.read': everybody,
  'halt.seal': [...writers, 'moderator'],
  'halt.lift': managers,
  'halt.exempt': managers,
  'halt.recall': [...speakers, 'moderator'],
  'halt.decide': speakers,
  'halt.drill': managers,
  'halt.hook': managers,
  'playbook.read': everybody,
  'playbook.change': speakers,
  'playbook.tick': [...writers, 'moderator'],
  'campaign.read': everybody,
  'campaign.change': speakers,
  'approval.ask': writers,
  'approval.decide': everybody,
  'approval.override': managers,
  'notification.own': everybody,
  'comment.write': everybody,
  'import.read': speakers,
  'import.change': speakers,
  'export.read': speakers,
  'media.read': everybody,
  'media.add': writers,
  'media.change': writers,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

/** What being named crisis lead adds, whatever the role. */
const ofCrisisLead: readonly Permission[] = [
  'halt.seal',
  'halt.lift',
  'halt.exempt',
  'halt.recall',
  'halt.decide',
  'halt.drill',
  'playbook.change',
  'playbook.tick',
  'approval.override',
]

export function may(role: Role, permission: Permission, crisisLead = false): boolean {
  const allowed: readonly Role[] = permissions[permission]
  return allowed.includes(role) || (crisisLead && ofCrisisLead.includes(permission))
}

/** Rights an API token can be given. A token never has more than its member. */
export const scopes = ['read', 'write', 'publish', 'halt'] as const
export type Scope = (typeof scopes)[number]

/** The scope a token needs for each permission; `null`: people only. */
export const scopeFor: Record<Permission, Scope | null> = {
  'workspace.read': 'read',
  'workspace.change': null,
  'member.read': 'read',
  'member.change': null,
  'invitation.manage': null,
  'account.read': 'read',
  'account.manage': null,
  'account.check': 'write',
  'slot.change': 'write',
  'post.read': 'read',
  'post.draft': 'write',
  'post.send': 'publish',
  'delivery.read': 'read',
  'delivery.change': 'publish',
  'delivery.take_down': 'publish',
  'delivery.results': 'write',
  'audit.read': 'read',
  'token.manage': null,
  'calendar_feed.manage': null,
  'events.read': 'read',
  'halt.read': 'read',
  'halt.seal': 'halt',
  'halt.lift': null,
  'halt.exempt': null,
  'halt.recall': null,
  'halt.decide': 'publish',
  'halt.drill': null,
  'halt.hook': null,
  'playbook.read': 'read',
  'playbook.change': null,
  'playbook.tick': null,
  'campaign.read': 'read',
  'campaign.change': 'write',
  'approval.ask': 'write',
  'approval.decide': null,
  'approval.override': null,
  'notification.own': null,
  'comment.write': 'write',
  'import.read': 'read',
  'import.change': 'publish',
  'export.read': 'read',
  'media.read': 'read',
  'media.add': 'write',
  'media.change': 'write',
}
