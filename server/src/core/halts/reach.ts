import type { Db } from '../../db/pool.ts'
import type { Person } from '../../db/schema.ts'
import { errors } from '../errors.ts'
import { may } from '../people/permissions.ts'
import { membershipsOf } from '../people/workspaces.ts'
import type { HaltScope } from './seal.ts'

/**
 * What one act of a person stops: the whole installation where it is theirs, else every workspace in which they may.
 * @param workspaceIds these alone
 * @throws NOT_FOUND for a workspace that is not theirs, FORBIDDEN where they may stop nothing
 */
export async function stoppable(
  db: Db,
  person: Pick<Person, 'id' | 'installationOwner'>,
  workspaceIds: readonly string[] | undefined,
): Promise<HaltScope[]> {
  if (workspaceIds === undefined && person.installationOwner) return [{ workspaceId: null }]
  const memberships = await membershipsOf(db, person.id)
  const theirs = memberships.map(({ workspace, role, crisisLead }) => ({
    workspaceId: workspace.id,
    allowed: may(role, 'halt.seal', crisisLead),
  }))
  const named =
    workspaceIds === undefined
      ? theirs.filter(({ allowed }) => allowed)
      : [...new Set(workspaceIds)].map((id) => {
          const found = theirs.find(({ workspaceId }) => workspaceId === id)
          if (found === undefined) throw errors.notFound()
          return found
        })
  if (named.length === 0 || named.some(({ allowed }) => !allowed))
    throw errors.forbidden('A viewer cannot stop: ask anybody who writes or moderates here.')
  return named.map(({ workspaceId }) => ({ workspaceId }))
}
