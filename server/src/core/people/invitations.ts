import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import type { Person, Role } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { hashToken, newToken } from '../../lib/token.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { createPerson, type NewPerson } from './create-person.ts'
import { roleOf } from './workspaces.ts'

const daysOpen = 7

export interface InvitationView {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly expiresAt: Date
}

/** Invitations that can still be accepted, newest first. */
export async function listInvitations(db: Db, workspaceId: string): Promise<InvitationView[]> {
  return openOnes(db)
    .select(['i.id', 'i.email', 'i.role', 'i.expiresAt'])
    .where('i.workspaceId', '=', workspaceId)
    .orderBy('i.createdAt', 'desc')
    .execute()
}

function openOnes(db: Db) {
  return db
    .selectFrom('invitation as i')
    .where('i.acceptedAt', 'is', null)
    .where('i.revokedAt', 'is', null)
    .where('i.expiresAt', '>', sql<Date>`clock_timestamp()`)
}

/** Invites somebody by a link that is shown once. @throws MEMBER_EXISTS; FORBIDDEN when an admin invites an owner */
export async function invite(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly email: string
    readonly role: Role
    readonly by: Role
    readonly actor: Actor
  },
): Promise<InvitationView & { token: string }> {
  const { workspaceId, role, by, actor } = request
  const email = request.email.toLowerCase()
  if (role === 'owner' && by !== 'owner') throw errors.forbidden('Only an owner can invite an owner.')
  return transact(core, async (tx) => {
    const member = await tx
      .selectFrom('member as m')
      .innerJoin('person as p', 'p.id', 'm.personId')
      .select('p.id')
      .where('m.workspaceId', '=', workspaceId)
      .where('p.email', '=', email)
      .executeTakeFirst()
    if (member !== undefined) throw errors.memberExists(undefined, { field: 'email' })
    const token = newToken('invite')
    const invitation = await tx
      .insertInto('invitation')
      .values({
        id: newId(),
        workspaceId,
        email,
        role,
        tokenHash: hashToken(token),
        invitedBy: actor.id ?? '',
        expiresAt: sql<Date>`clock_timestamp() + make_interval(days => ${daysOpen})`,
      })
      .returning(['id', 'email', 'role', 'expiresAt'])
      .executeTakeFirstOrThrow()
    const subject = { kind: 'invitation', id: invitation.id } as const
    await record(tx, { workspaceId, action: 'invitation.created', actor, subject, detail: { email, role } })
    return { ...invitation, token }
  })
}

/** @throws NOT_FOUND */
export async function revokeInvitation(core: Core, workspaceId: string, id: string, actor: Actor): Promise<void> {
  await transact(core, async (tx) => {
    const revoked = await tx
      .updateTable('invitation')
      .set({ revokedAt: new Date() })
      .where('id', '=', id)
      .where('workspaceId', '=', workspaceId)
      .where('acceptedAt', 'is', null)
      .where('revokedAt', 'is', null)
      .returning('email')
      .executeTakeFirst()
    if (revoked === undefined) throw errors.notFound()
    const subject = { kind: 'invitation', id } as const
    await record(tx, { workspaceId, action: 'invitation.revoked', actor, subject, detail: { email: revoked.email } })
  })
}

export interface OpenInvitation extends InvitationView {
  readonly workspaceId: string
  readonly workspaceName: string
  /** True when the person has a sign-in already and only needs to use it. */
  readonly hasSignIn: boolean
}

/** @throws INVITATION_INVALID */
export async function findInvitation(db: Db, token: string): Promise<OpenInvitation> {
  const found = await openOnes(db)
    .innerJoin('workspace as w', 'w.id', 'i.workspaceId')
    .leftJoin('person as p', 'p.email', 'i.email')
    .select(['i.id', 'i.email', 'i.role', 'i.expiresAt', 'i.workspaceId', 'w.name as workspaceName'])
    .select((eb) => eb('p.id', 'is not', null).$castTo<boolean>().as('hasSignIn'))
    .where('i.tokenHash', '=', hashToken(token))
    .executeTakeFirst()
  if (found === undefined) throw errors.invitationInvalid('Ask who invited you for a new link.')
  return found
}

/**
 * Makes the invited person a member: somebody new, or the person who is signed in with that e-mail.
 * @throws INVITATION_INVALID, INVITATION_FOR_OTHER, AUTH_SIGN_IN_REQUIRED
 */
export async function acceptInvitation(
  core: Core,
  request: {
    readonly token: string
    readonly as: Person | Omit<NewPerson, 'email'>
    readonly from: Pick<Actor, 'requestId' | 'address'>
  },
): Promise<{ workspaceId: string; person: Person }> {
  const { token, as, from } = request
  return transact(core, async (tx) => {
    // of two who use the link at once, the later finds it used
    await tx.selectFrom('invitation').select('id').where('tokenHash', '=', hashToken(token)).forUpdate().execute()
    const invitation = await findInvitation(tx, token)
    const person = await resolvePerson(tx, invitation, as)
    const { workspaceId, role, id } = invitation
    await tx.updateTable('invitation').set({ acceptedAt: new Date() }).where('id', '=', id).execute()
    if ((await roleOf(tx, workspaceId, person.id)) !== undefined) throw errors.memberExists()
    await tx.insertInto('member').values({ workspaceId, personId: person.id, role }).execute()
    const actor: Actor = { kind: 'person', id: person.id, name: person.name, ...from }
    const subject = { kind: 'member', id: person.id } as const
    await record(tx, { workspaceId, action: 'member.joined', actor, subject, detail: { role, invitation: id } })
    return { workspaceId, person }
  })
}

async function resolvePerson(
  tx: Tx,
  invitation: OpenInvitation,
  as: Person | Omit<NewPerson, 'email'>,
): Promise<Person> {
  if ('id' in as) {
    if (as.email !== invitation.email)
      throw errors.invitationForOther(`This invitation is for ${invitation.email}: sign in with that address.`)
    return as
  }
  if (invitation.hasSignIn)
    throw errors.signInRequired(`${invitation.email} has a sign-in already: sign in, then open the link again.`)
  return createPerson(tx, { ...as, email: invitation.email }, false)
}
