import type { FastifyRequest } from 'fastify'
import { errors } from '../../core/errors.ts'
import type { Membership } from '../../core/people/workspaces.ts'
import type { Role } from '../../db/schema.ts'
import type { Caller } from './types.ts'

/** The caller of a route that is not public. */
export function signedIn(request: FastifyRequest): Caller {
  if (request.caller === undefined) throw errors.signInRequired()
  return request.caller
}

/** The caller's role, on a route of a workspace. */
export function roleHere(request: FastifyRequest): Role {
  if (request.role === undefined) throw errors.notFound()
  return request.role
}

/** What the caller is in the workspace of the path; undefined elsewhere. */
export function memberHere({ role, crisisLead }: FastifyRequest): Membership | undefined {
  return role === undefined ? undefined : { role, crisisLead }
}
