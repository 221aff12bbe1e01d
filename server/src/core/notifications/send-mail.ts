import { sql } from 'kysely'
import type { Core } from '../context.ts'
import { composeMail } from './compose-mail.ts'
import { withSubject } from './list.ts'

/** Most that one mail is made of; what is left makes another. */
const most = 1000

/**
 * Sends a person one mail about all that is to be told to them. What was read or seen to meanwhile is left out. The job tries again
 * when the server does not take it: a mail that comes twice does less harm than one that never comes.
 */
export async function sendMail(core: Core, personId: string): Promise<void> {
  const { db, mail } = core
  if (mail === undefined) return
  const person = await db.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst()
  if (person === undefined) return
  const due = await withSubject(db)
    .innerJoin('member as m', (join) =>
      join.onRef('m.personId', '=', 'n.personId').onRef('m.workspaceId', '=', 'n.workspaceId'),
    )
    .where('n.personId', '=', personId)
    .where('n.mailDue', '=', sql.lit(true))
    .orderBy('n.id')
    .limit(most)
    .execute()
  if (due.length === 0) return
  await mail.send(composeMail(person, due, mail.origin))
  const ids = due.map(({ id }) => id)
  await db
    .updateTable('notification')
    .set({ mailDue: false })
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
}
