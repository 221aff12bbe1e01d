import { hashPassword } from 'better-auth/crypto'
import type { Tx } from '../../db/pool.ts'
import type { Person } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly language: 'fr' | 'en'
  /** IANA name. */
  readonly timeZone: string
}

/** Makes a person who signs in with a password, in the tables of better-auth. */
export async function createPerson(tx: Tx, person: NewPerson, installationOwner: boolean): Promise<Person> {
  const { name, language, timeZone } = person
  const id = newId()
  const created = await tx
    .insertInto('person')
    .values({ id, name, email: person.email.toLowerCase(), emailVerified: true, language, timeZone, installationOwner })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('signInMethod')
    .values({
      id: newId(),
      personId: id,
      accountId: id,
      providerId: 'credential',
      password: await hashPassword(person.password),
    })
    .execute()
  return created
}

/** Gives a person a new password and ends their sessions. @returns false when nobody has this e-mail. */
export async function resetPassword(tx: Tx, email: string, password: string): Promise<Person | undefined> {
  const person = await tx.selectFrom('person').selectAll().where('email', '=', email.toLowerCase()).executeTakeFirst()
  if (person === undefined) return undefined
  await tx
    .updateTable('signInMethod')
    .set({ password: await hashPassword(password), updatedAt: new Date() })
    .where('personId', '=', person.id)
    .where('providerId', '=', 'credential')
    .execute()
  await tx.deleteFrom('session').where('personId', '=', person.id).execute()
  return person
}
