import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Core } from '../../core/context.ts'
import { errors } from '../../core/errors.ts'
import { may, scopeFor } from '../../core/people/permissions.ts'
import { findTokenHolder } from '../../core/people/tokens.ts'
import { membershipOf, personHere } from '../../core/people/workspaces.ts'
import type { Auth } from '../auth/auth.ts'
import { toHeaders } from '../auth/web-request.ts'
import { bearerOf } from './csrf.ts'
import type { Access, Caller } from './types.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The workspace of the path; null where there is none, or none that could be. */
function workspaceOf(request: FastifyRequest): string | null {
  const { workspaceId } = request.params as { workspaceId?: string }
  return workspaceId !== undefined && uuid.test(workspaceId) ? workspaceId : null
}

/** The caller of a request, by API token or session cookie. @throws AUTH_TOKEN_INVALID */
export async function findCaller(core: Core, auth: Auth, request: FastifyRequest): Promise<Caller | undefined> {
  const bearer = bearerOf(request)
  if (bearer !== undefined) {
    const from = { requestId: request.id, address: request.ip }
    const holder = await findTokenHolder(core.db, bearer)
    if (holder === undefined) throw errors.tokenInvalid()
    const { person, tokenId, tokenName, workspaceId, scopes } = holder
    const actor = { kind: 'token', id: tokenId, name: `${tokenName} (${person.name})`, ...from } as const
    return { person, actor, via: { tokenId, workspaceId, scopes } }
  }
  return (await findSession(core, auth, request))?.caller
}

/** The session of a request's cookie, and whose it is. */
export async function findSession(
  core: Core,
  auth: Auth,
  request: FastifyRequest,
): Promise<{ readonly id: string; readonly caller: Caller } | undefined> {
  if (request.headers.cookie === undefined) return undefined
  const from = { requestId: request.id, address: request.ip }
  // not prolonged here: only better-auth's own answer brings the browser the longer cookie
  const asked = { headers: toHeaders(request), query: { disableRefresh: true } }
  const session = await auth.api.getSession(asked).catch(async (error: unknown) => {
    // better-auth does not tell why it failed: where the database is away, this says so
    await sql`select`.execute(core.db)
    throw error
  })
  if (session === null) return undefined
  const found = await personHere(core.db, session.user.id, workspaceOf(request))
  if (found === undefined) return undefined
  const { person, member } = found
  const actor = { kind: 'person', id: person.id, name: person.name, ...from } as const
  return { id: session.session.id, caller: { person, actor, via: 'session', member } }
}

/**
 * Lets a request in or not. A workspace the caller is no member of does not exist for them (I11).
 * @throws AUTH_SIGN_IN_REQUIRED, NOT_FOUND, FORBIDDEN, AUTH_SCOPE_MISSING
 */
export async function authorise(core: Core, request: FastifyRequest, access: Access): Promise<void> {
  if (access.kind === 'public') return
  const { caller } = request
  if (caller === undefined) throw errors.signInRequired()
  const token = caller.via === 'session' ? undefined : caller.via
  if (access.kind !== 'workspace') {
    if (token !== undefined) throw errors.scopeMissing('An API token works inside its workspace only.')
    if (access.kind === 'installation_owner' && !caller.person.installationOwner) throw errors.forbidden()
    return
  }
  const workspaceId = workspaceOf(request)
  const known = workspaceId !== null && (token === undefined || token.workspaceId === workspaceId)
  const ofToken = known && token !== undefined
  const member = ofToken ? await membershipOf(core.db, workspaceId, caller.person.id) : caller.member
  if (member === undefined) throw errors.notFound()
  const { role, crisisLead } = member
  if (!may(role, access.permission, crisisLead))
    throw errors.forbidden(`Your role here (${role}) does not allow this.`, { role })
  const scope = scopeFor[access.permission]
  if (token !== undefined && (scope === null || !token.scopes.includes(scope))) {
    throw errors.scopeMissing(
      scope === null ? 'This needs a person, not a token.' : `This API token lacks the right “${scope}”.`,
    )
  }
  request.role = role
  request.crisisLead = crisisLead
}
