import type { Db } from '../../db/pool.ts'
import type { Playbook, Role } from '../../db/schema.ts'
import { errors } from '../errors.ts'

/** A crisis plan, whole. */
export interface PlaybookView extends Playbook {
  readonly steps: readonly Step[]
  readonly contacts: readonly Contact[]
  /** Statements prepared as drafts. */
  readonly statementPostIds: readonly string[]
}

export interface Step {
  readonly id: string
  readonly text: string
  readonly role: Role | null
  readonly personId: string | null
}

export interface Contact {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly phone: string
  readonly email: string
  readonly note: string
}

const toContact = ({ id, name, role, phone, email, note }: Contact): Contact => ({ id, name, role, phone, email, note })

/** A workspace's playbooks by name, or one of them. */
export async function readPlaybooks(db: Db, workspaceId: string, id?: string): Promise<PlaybookView[]> {
  let select = db
    .selectFrom('playbook')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
  if (id !== undefined) select = select.where('id', '=', id)
  const playbooks = await select.orderBy('name').orderBy('id').execute()
  if (playbooks.length === 0) return []
  const ids = playbooks.map((playbook) => playbook.id)
  const [steps, contacts, statements] = await Promise.all([
    db.selectFrom('playbookStep').selectAll().where('playbookId', 'in', ids).orderBy('position').execute(),
    db
      .selectFrom('playbookContact')
      .select(['playbookId', 'id', 'name', 'role', 'phone', 'email', 'note'])
      .where('playbookId', 'in', ids)
      .orderBy('position')
      .execute(),
    db
      .selectFrom('playbookStatement as s')
      .innerJoin('post as p', 'p.id', 's.postId')
      .select(['s.playbookId', 's.postId'])
      .where('s.playbookId', 'in', ids)
      .where('p.deletedAt', 'is', null)
      .orderBy('s.position')
      .execute(),
  ])
  const of = <R extends { playbookId: string }>(rows: readonly R[], playbookId: string) =>
    rows.filter((row) => row.playbookId === playbookId)
  return playbooks.map((playbook) => ({
    ...playbook,
    steps: of(steps, playbook.id).map(({ id: key, text, role, personId }) => ({ id: key, text, role, personId })),
    contacts: of(contacts, playbook.id).map(toContact),
    statementPostIds: of(statements, playbook.id).map(({ postId }) => postId),
  }))
}

/** @throws NOT_FOUND, also for a playbook of another workspace (I11), or one that was archived */
export async function findPlaybook(db: Db, workspaceId: string, id: string): Promise<PlaybookView> {
  const found = (await readPlaybooks(db, workspaceId, id))[0]
  if (found === undefined) throw errors.notFound()
  return found
}
