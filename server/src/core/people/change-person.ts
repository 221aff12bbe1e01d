import type { Person } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'

/** What people change of themselves. `undefined` leaves a value as it is. */
export interface PersonChange {
  readonly name?: string | undefined
  readonly language?: 'fr' | 'en' | undefined
  readonly timeZone?: string | undefined
}

export async function changePerson(core: Core, id: string, change: PersonChange, actor: Actor): Promise<Person> {
  return transact(core, async (tx) => {
    const changed = await tx
      .updateTable('person')
      .set({ ...change, updatedAt: new Date() })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await record(tx, {
      workspaceId: null,
      action: 'person.changed',
      actor,
      subject: { kind: 'person', id },
      detail: change,
    })
    return changed
  })
}
