import type { Db, Tx } from '../../db/pool.ts'
import type { Person, Role, Workspace } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'

/** Makes a workspace with its first owner. */
export async function createWorkspace(
  tx: Tx,
  request: {
    readonly name: string
    readonly timeZone: string
    readonly owner: Pick<Person, 'id'>
    readonly actor: Actor
  },
): Promise<Workspace> {
  const { name, timeZone, owner, actor } = request
  const workspace = await tx
    .insertInto('workspace')
    .values({ id: newId(), name, timeZone })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tx.insertInto('member').values({ workspaceId: workspace.id, personId: owner.id, role: 'owner' }).execute()
  const subject = { kind: 'workspace', id: workspace.id } as const
  await record(tx, {
    workspaceId: workspace.id,
    action: 'workspace.created',
    actor,
    subject,
    detail: { name, timeZone },
  })
  return workspace
}

export interface WorkspaceChange {
  readonly name?: string | undefined
  readonly timeZone?: string | undefined
  readonly undoSeconds?: number | undefined
  readonly approvalRoles?: Role[] | undefined
  readonly approvalAgain?: boolean | undefined
  readonly duplicateDays?: number | undefined
  readonly requireAltText?: boolean | undefined
}

export async function changeWorkspace(
  core: Core,
  id: string,
  change: WorkspaceChange,
  actor: Actor,
): Promise<Workspace> {
  if (Object.values(change).every((value) => value === undefined)) return findWorkspace(core.db, id)
  return transact(core, async (tx) => {
    const changed = await tx.updateTable('workspace').set(change).where('id', '=', id).returningAll().executeTakeFirst()
    if (changed === undefined) throw errors.notFound()
    const subject = { kind: 'workspace', id } as const
    await record(tx, { workspaceId: id, action: 'workspace.changed', actor, subject, detail: change })
    return changed
  })
}

export async function findWorkspace(db: Db, id: string): Promise<Workspace> {
  const found = await db.selectFrom('workspace').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  return found
}

export interface Membership {
  readonly role: Role
  /** Has more rights while there is a halt (permissions.ts). */
  readonly crisisLead: boolean
}

/** A person's workspaces with the role in each, by name. */
export async function membershipsOf(db: Db, personId: string): Promise<(Membership & { workspace: Workspace })[]> {
  const rows = await db
    .selectFrom('member as m')
    .innerJoin('workspace as w', 'w.id', 'm.workspaceId')
    .selectAll('w')
    .select(['m.role', 'm.crisisLead'])
    .where('m.personId', '=', personId)
    .orderBy('w.name')
    .execute()
  return rows.map(({ role, crisisLead, ...workspace }) => ({ workspace, role, crisisLead }))
}

/** What a person is in a workspace; undefined for others. */
export async function membershipOf(db: Db, workspaceId: string, personId: string): Promise<Membership | undefined> {
  return db
    .selectFrom('member')
    .select(['role', 'crisisLead'])
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .executeTakeFirst()
}

/** A person with what they are in a workspace, where they are in it. */
export async function personHere(
  db: Db,
  personId: string,
  workspaceId: string | null,
): Promise<{ readonly person: Person; readonly member: Membership | undefined } | undefined> {
  const row = await db
    .selectFrom('person as p')
    .leftJoin('member as m', (join) => join.onRef('m.personId', '=', 'p.id').on('m.workspaceId', '=', workspaceId))
    .selectAll('p')
    .select(['m.role', 'm.crisisLead'])
    .where('p.id', '=', personId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { role, crisisLead, ...person } = row
  return { person, member: role === null || crisisLead === null ? undefined : { role, crisisLead } }
}

/** The role of a person in a workspace; undefined for others. */
export async function roleOf(db: Db, workspaceId: string, personId: string): Promise<Role | undefined> {
  return (await membershipOf(db, workspaceId, personId))?.role
}
