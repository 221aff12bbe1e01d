import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Person } from '../../db/schema.ts'
import { membershipsOf } from '../people/workspaces.ts'

/** The least that has to be known of the active stops a person is concerned by: how far each has come. */
export async function stateFor(db: Db, person: Pick<Person, 'id' | 'installationOwner'>) {
  const reach = (await membershipsOf(db, person.id)).map(({ workspace }) => workspace.id)
  const theirs = person.installationOwner ? sql<boolean>`true` : sql<boolean>`d.workspace_id = any(${reach}::uuid[])`
  const noted = sql`from halt_attempt ha join attempt t on t.id = ha.attempt_id join delivery d on d.id = t.delivery_id
    where ha.halt_id = h.id and ${theirs}`
  return db
    .selectFrom('halt as h')
    .leftJoin('workspace as k', 'k.id', 'h.workspaceId')
    .select(['h.id', 'h.stopId', 'h.level', 'h.sealedAt', 'h.silentAt', 'h.haltedByName', 'k.name as workspaceName'])
    .select(sql<number>`(select count(*)::int ${noted})`.as('onWire'))
    .select(sql<number>`(select count(*)::int ${noted} and t.resolved_at is null)`.as('unresolved'))
    .where('h.liftedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('h.workspaceId', 'is', null),
        ...(person.installationOwner ? [eb.val(true)] : []),
        sql<boolean>`h.workspace_id = any(${reach}::uuid[])`,
      ]),
    )
    .orderBy('h.sealedAt', 'desc')
    .limit(50)
    .execute()
}

export type StopState = Awaited<ReturnType<typeof stateFor>>[number]
