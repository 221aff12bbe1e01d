import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Person, Workspace } from '../../db/schema.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import { createPerson, type NewPerson } from './create-person.ts'
import { createWorkspace } from './workspaces.ts'

/** True until the installation has its owner. */
export async function needsSetUp(db: Db): Promise<boolean> {
  const anybody = await db.selectFrom('person').select('id').limit(1).executeTakeFirst()
  return anybody === undefined
}

/** The first visit: the installation's owner and the first workspace. @throws SETUP_DONE */
export async function setUp(
  core: Core,
  request: {
    readonly owner: NewPerson
    readonly workspaceName: string
    readonly from: Pick<Actor, 'requestId' | 'address'>
  },
): Promise<{ owner: Person; workspace: Workspace }> {
  return transact(core, async (tx) => {
    // of two first visitors one becomes the owner
    await sql`lock table person in share row exclusive mode`.execute(tx)
    if (!(await needsSetUp(tx))) throw errors.setupDone()
    const owner = await createPerson(tx, request.owner, true)
    const actor: Actor = { kind: 'person', id: owner.id, name: owner.name, ...request.from }
    const workspace = await createWorkspace(tx, {
      name: request.workspaceName,
      timeZone: request.owner.timeZone,
      owner,
      actor,
    })
    await record(tx, {
      workspaceId: null,
      action: 'installation.set_up',
      actor,
      subject: { kind: 'person', id: owner.id },
    })
    return { owner, workspace }
  })
}
