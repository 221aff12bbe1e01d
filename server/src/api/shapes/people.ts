import { z } from 'zod'
import type { Membership } from '../../core/people/workspaces.ts'
import type { Person, Workspace } from '../../db/schema.ts'
import { at, email, id, instant, language, maybeAt, name, password, role, timeZone } from './common.ts'

export const workspace = z
  .object({
    id,
    name,
    timeZone: z.string(),
    undoSeconds: z.number().int(),
    duplicateDays: z.number().int(),
    approvalRoles: z.array(role),
    approvalAgain: z.boolean(),
    requireAltText: z.boolean(),
  })
  .meta({ id: 'Workspace' })

export const me = z
  .object({
    person: z.object({
      id,
      name: z.string(),
      email: z.string(),
      language,
      timeZone: z.string(),
      twoFactorEnabled: z.boolean(),
      installationOwner: z.boolean(),
    }),
    memberships: z.array(z.object({ workspace, role, crisisLead: z.boolean() })),
  })
  .meta({ id: 'Me' })

export const setUpBody = z.object({ name, email, password, language, timeZone, workspaceName: name })
export const meChange = z.object({
  name: name.optional(),
  language: language.optional(),
  timeZone: timeZone.optional(),
})
export const workspaceChange = z.object({
  name: name.optional(),
  timeZone: timeZone.optional(),
  undoSeconds: z.number().int().min(0).max(120).optional(),
  /** Posts of authors with these roles need approval before they go out. */
  approvalRoles: z.array(role).max(6).optional(),
  /** Whether new words need it again. */
  approvalAgain: z.boolean().optional(),
  duplicateDays: z.number().int().min(0).max(365).optional(),
  requireAltText: z
    .boolean()
    .optional()
    .describe('Nothing with a picture or video goes out without words for those who do not see it'),
})
export const member = z
  .object({ personId: id, name: z.string(), email: z.string(), role, crisisLead: z.boolean(), joinedAt: instant })
  .meta({ id: 'Member' })
export const invitation = z.object({ id, email: z.string(), role, expiresAt: instant }).meta({ id: 'Invitation' })
export const token = z
  .object({
    id,
    name: z.string(),
    scopes: z.array(z.string()),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'ApiToken' })

export const toWorkspace = ({
  id: key,
  name: title,
  timeZone: zone,
  undoSeconds,
  duplicateDays,
  approvalRoles,
  approvalAgain,
  requireAltText,
}: Workspace) => ({
  id: key,
  name: title,
  timeZone: zone,
  undoSeconds,
  duplicateDays,
  approvalRoles,
  approvalAgain,
  requireAltText,
})

export function toMe(
  person: Person,
  memberships: readonly (Membership & { workspace: Workspace })[],
): z.infer<typeof me> {
  const {
    id: key,
    name: title,
    email: address,
    language: tongue,
    timeZone: zone,
    twoFactorEnabled,
    installationOwner,
  } = person
  return {
    person: {
      id: key,
      name: title,
      email: address,
      language: tongue,
      timeZone: zone,
      twoFactorEnabled,
      installationOwner,
    },
    memberships: memberships.map(({ workspace: here, ...one }) => ({ ...one, workspace: toWorkspace(here) })),
  }
}

export const toMember = <M extends { joinedAt: Date }>(one: M) => ({ ...one, joinedAt: at(one.joinedAt) })
export const toInvitation = <I extends { expiresAt: Date }>(one: I) => ({ ...one, expiresAt: at(one.expiresAt) })
export const toToken = <T extends { createdAt: Date; expiresAt: Date | null; lastUsedAt: Date | null }>(one: T) => ({
  ...one,
  createdAt: at(one.createdAt),
  expiresAt: maybeAt(one.expiresAt),
  lastUsedAt: maybeAt(one.lastUsedAt),
})
