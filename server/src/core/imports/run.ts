import { sql, type Selectable } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { ImportTable } from '../../db/schema/after.ts'
import { VigieError } from '../../lib/errors.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { may } from '../people/permissions.ts'
import { roleOf } from '../people/workspaces.ts'
import { writeIn } from '../posts/write.ts'
import type { RowDraft } from './check-row.ts'
import { isBad } from './find.ts'
import type { Options } from './options.ts'
import { addImportJob } from './start.ts'

/** One turn ends after so many rows, so that a job that hangs can be told from one that works. */
const perTurn = 200

type Running = Selectable<ImportTable>

/**
 * Makes the rows of an import, one transaction each: the post, its deliveries and the mark that it is made are one. Whatever
 * process dies at whatever instant, the next one goes on behind the last that is made.
 */
export async function runImport(core: Core, id: string, stopping: AbortSignal): Promise<void> {
  for (let made = 0; made < perTurn && !stopping.aborted; made++) {
    const going = await core.db
      .selectFrom('import')
      .selectAll()
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirst()
    if (going === undefined) return
    if (!(await makeNext(core, going))) return end(core, going)
  }
  await addImportJob(core.db, id)
}

async function personActor(core: Core, { personId }: Running): Promise<Actor> {
  const { name } = await core.db
    .selectFrom('person')
    .select('name')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  return { kind: 'person', id: personId, name }
}

/** @returns false when nothing is left to make */
async function makeNext(core: Core, going: Running): Promise<boolean> {
  const actor = await personActor(core, going)
  let row: number | undefined
  try {
    return await transact(core, async (tx) => {
      const next = await takeRow(tx, going.id)
      if (next === undefined) return false
      row = next.row
      const role = await roleOf(tx, going.workspaceId, going.personId)
      if (role === undefined || !may(role, 'post.send'))
        throw errors.forbidden('Who began the import may not send here any more.')
      const post = await makePost(tx, core, going, next.draft as RowDraft, actor)
      await finish(tx, going.id, next.row, { postId: post.id })
      return true
    })
  } catch (error) {
    // a refusal is the row’s own; what is none, such as a lost database, is tried again by the queue
    if (!(error instanceof VigieError) || row === undefined) throw error
    const refused = { row, refusal: `${error.code}: ${error.message}` }
    await transact(core, async (tx) => {
      await finish(tx, going.id, refused.row, { refusal: refused.refusal })
      const subject = { kind: 'import', id: going.id } as const
      await record(tx, {
        workspaceId: going.workspaceId,
        action: 'import.row_refused',
        actor,
        subject,
        detail: refused,
      })
    })
    return true
  }
}

async function takeRow(tx: Tx, importId: string) {
  return tx
    .selectFrom('importRow')
    .select(['row', 'draft'])
    .where('importId', '=', importId)
    .where('doneAt', 'is', null)
    .where(sql<boolean>`not ${isBad}`)
    .orderBy('row')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

async function makePost(tx: Tx, core: Core, going: Running, row: RowDraft, actor: Actor) {
  const options = going.options as Options
  const { at, text, languages, ...of } = row
  const draft = { items: [{ text, media: [] }], options: languages.length === 0 ? {} : { languages }, ...of }
  const plan = options.as === 'plan' && at !== undefined ? { when: { kind: 'at', at: new Date(at) } as const } : {}
  const { workspaceId, personId: authorId } = going
  const duplicate = options.duplicates === 'accepted' ? 'accepted' : undefined
  return writeIn(tx, core, { workspaceId, authorId, draft, actor, duplicate, audit: { import: going.id }, ...plan })
}

async function finish(
  tx: Tx,
  importId: string,
  row: number,
  end: { readonly postId: string } | { readonly refusal: string },
): Promise<void> {
  await tx
    .updateTable('importRow')
    .set({ ...end, doneAt: sql<Date>`clock_timestamp()` })
    .where('importId', '=', importId)
    .where('row', '=', row)
    .where('doneAt', 'is', null)
    .execute()
}

async function end(core: Core, going: Running): Promise<void> {
  const actor = await personActor(core, going)
  await transact(core, async (tx) => {
    const ended = await tx
      .updateTable('import')
      .set({ state: 'done', endedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', going.id)
      .where('state', '=', 'running')
      .returning('workspaceId')
      .executeTakeFirst()
    if (ended === undefined) return
    const subject = { kind: 'import', id: going.id } as const
    const { made, refused } = await tx
      .selectFrom('importRow')
      .select([
        sql<number>`count(*) filter (where post_id is not null)::int`.as('made'),
        sql<number>`count(*) filter (where refusal is not null)::int`.as('refused'),
      ])
      .where('importId', '=', going.id)
      .executeTakeFirstOrThrow()
    await record(tx, { ...ended, action: 'import.done', actor, subject, detail: { made, refused } })
  })
}
