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
  'audit.read': everybody,
  'token.manage': everybody,
  'events.read': everybody,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export function may(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission]
  return allowed.includes(role)
}

/** Rights an API token can be given. A token never has more than its member. */
export const scopes = ['read', 'write', 'publish'] as const
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
  'audit.read': 'read',
  'token.manage': null,
  'events.read': 'read',
}
