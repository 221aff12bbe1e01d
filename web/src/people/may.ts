import type { Role } from '../api/types.ts'

const speakers = ['owner', 'admin', 'editor'] as const
const managers = ['owner', 'admin'] as const

/** What the interface offers to whom, by name. The server decides; this keeps it from offering what would be refused. */
const allowed = {
  draft: [...speakers, 'contributor'],
  send: speakers,
  changeDelivery: speakers,
  takeDown: [...speakers, 'moderator'],
  checkAccount: speakers,
  changeSlots: speakers,
  manageAccounts: managers,
  manageMembers: managers,
  changeWorkspace: managers,
  stop: [...speakers, 'contributor', 'moderator'],
  lift: managers,
  decideHeld: speakers,
  drill: managers,
  manageHooks: managers,
  changePlaybooks: speakers,
  tickPlaybooks: [...speakers, 'contributor', 'moderator'],
  changeCampaigns: speakers,
  refreshResults: speakers,
  importPosts: speakers,
  exportAll: speakers,
} as const satisfies Record<string, readonly Role[]>

export type May = keyof typeof allowed

/** What being named crisis lead adds, whatever the role. */
const ofCrisisLead: readonly May[] = ['stop', 'lift', 'decideHeld', 'drill', 'changePlaybooks', 'tickPlaybooks']

export function may(role: Role, act: May, crisisLead = false): boolean {
  const roles: readonly Role[] = allowed[act]
  return roles.includes(role) || (crisisLead && ofCrisisLead.includes(act))
}

/** The same for a member of a workspace. */
export function mayIn(member: { readonly role: Role; readonly crisisLead?: boolean }, act: May): boolean {
  return may(member.role, act, member.crisisLead === true)
}

export const roles = ['owner', 'admin', 'editor', 'contributor', 'moderator', 'viewer'] as const satisfies Role[]

/** An admin manages everybody but the owners; only an owner makes owners. */
export function rolesGivenBy(role: Role): readonly Role[] {
  return role === 'owner' ? roles : roles.filter((given) => given !== 'owner')
}
