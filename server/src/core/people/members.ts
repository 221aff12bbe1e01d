import type { Db, Tx } from '../../db/pool.ts'
import type { Role } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { roleOf } from './workspaces.ts'

export interface MemberView {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly crisisLead: boolean
  readonly joinedAt: Date
}

export async function listMembers(db: Db, workspaceId: string): Promise<MemberView[]> {
  return db
    .selectFrom('member as m')
    .innerJoin('person as p', 'p.id', 'm.personId')
    .select(['m.personId', 'p.name', 'p.email', 'm.role', 'm.crisisLead', 'm.joinedAt'])
    .where('m.workspaceId', '=', workspaceId)
    .orderBy('p.name')
    .execute()
}

interface MemberRequest {
  readonly workspaceId: string
  readonly personId: string
  readonly actor: Actor
  /** The role of who asks: an admin touches no owner and makes none. */
  readonly by: Role
}

interface MemberChange {
  readonly role?: Role | undefined
  /** Named to lift a stop and to let statements pass, whatever the role. */
  readonly crisisLead?: boolean | undefined
}

/** Gives a member another role, or names them crisis lead. @throws NOT_FOUND, FORBIDDEN, MEMBER_LAST_OWNER */
export async function changeMember(core: Core, request: MemberRequest & MemberChange): Promise<MemberView> {
  const { workspaceId, personId, actor, by, role, crisisLead } = request
  return transact(core, async (tx) => {
    const before = await guard(tx, request)
    const subject = { kind: 'member', id: personId } as const
    if (role !== undefined) {
      if (role === 'owner' && by !== 'owner') throw errors.forbidden('Only an owner can make another owner.')
      if (before === 'owner' && role !== 'owner') await keepAnOwner(tx, workspaceId)
      await setMember(tx, request, { role })
      const detail = { from: before, to: role }
      await record(tx, { workspaceId, action: 'member.role_changed', actor, subject, detail })
    }
    if (crisisLead !== undefined) {
      await setMember(tx, request, { crisisLead })
      const action = crisisLead ? 'member.crisis_lead_named' : 'member.crisis_lead_ended'
      await record(tx, { workspaceId, action, actor, subject })
    }
    const changed = (await listMembers(tx, workspaceId)).find((member) => member.personId === personId)
    if (changed === undefined) throw errors.notFound()
    return changed
  })
}

async function setMember(tx: Tx, { workspaceId, personId }: MemberRequest, set: MemberChange): Promise<void> {
  const member = tx.updateTable('member').set(set).where('workspaceId', '=', workspaceId)
  await member.where('personId', '=', personId).execute()
}

/** Removes a member; their API tokens for this workspace end with it. @throws NOT_FOUND, FORBIDDEN, MEMBER_LAST_OWNER */
export async function removeMember(core: Core, request: MemberRequest): Promise<void> {
  const { workspaceId, personId, actor } = request
  await transact(core, async (tx) => {
    const before = await guard(tx, request)
    if (before === 'owner') await keepAnOwner(tx, workspaceId)
    await tx.deleteFrom('member').where('workspaceId', '=', workspaceId).where('personId', '=', personId).execute()
    await tx
      .updateTable('apiToken')
      .set({ revokedAt: new Date() })
      .where('workspaceId', '=', workspaceId)
      .where('personId', '=', personId)
      .where('revokedAt', 'is', null)
      .execute()
    const subject = { kind: 'member', id: personId } as const
    await record(tx, { workspaceId, action: 'member.removed', actor, subject, detail: { role: before } })
  })
}

async function guard(tx: Tx, { workspaceId, personId, by }: MemberRequest): Promise<Role> {
  // two owners who demote each other at once: one waits for the other
  await tx.selectFrom('workspace').select('id').where('id', '=', workspaceId).forUpdate().execute()
  const before = await roleOf(tx, workspaceId, personId)
  if (before === undefined) throw errors.notFound()
  if (before === 'owner' && by !== 'owner') throw errors.forbidden('Only an owner can change an owner.')
  return before
}

async function keepAnOwner(tx: Tx, workspaceId: string): Promise<void> {
  const owners = await tx
    .selectFrom('member')
    .select('personId')
    .where('workspaceId', '=', workspaceId)
    .where('role', '=', 'owner')
    .execute()
  if (owners.length < 2) throw errors.lastOwner('Make somebody else an owner first.')
}
