import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { HaltLevel } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { newToken } from '../../lib/token.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'

export const hookContext = (id: string) => `halt_hook:${id}`

export interface HookView {
  readonly id: string
  readonly name: string
  readonly level: HaltLevel
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

const columns = ['id', 'name', 'level', 'createdAt', 'lastUsedAt'] as const

/** The signed webhooks that can stop a workspace. */
export async function listHooks(db: Db, workspaceId: string): Promise<HookView[]> {
  return db
    .selectFrom('haltHook')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('revokedAt', 'is', null)
    .orderBy('createdAt')
    .execute()
}

/** Makes a webhook. Its secret is given out once, and kept sealed: the server needs it to check a signature. */
export async function createHook(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly name: string
    readonly level: HaltLevel
    readonly personId: string
    readonly actor: Actor
  },
): Promise<HookView & { readonly secret: string }> {
  const { workspaceId, name, level, personId, actor } = request
  const [id, secret] = [newId(), newToken('vighook')]
  const view = await transact(core, async (tx) => {
    const sealedSecret = core.box.seal(secret, hookContext(id))
    const created = await tx
      .insertInto('haltHook')
      .values({ id, workspaceId, name, level, sealedSecret, createdBy: personId })
      .returning(columns)
      .executeTakeFirstOrThrow()
    const subject = { kind: 'halt_hook', id } as const
    await record(tx, { workspaceId, action: 'halt_hook.created', actor, subject, detail: { name, level } })
    return created
  })
  return { ...view, secret }
}

/** @throws NOT_FOUND */
export async function revokeHook(
  core: Core,
  request: { readonly workspaceId: string; readonly id: string; readonly actor: Actor },
): Promise<void> {
  const { workspaceId, id, actor } = request
  await transact(core, async (tx) => {
    const revoked = await tx
      .updateTable('haltHook')
      .set({ revokedAt: sql<Date>`clock_timestamp()` })
      .where('id', '=', id)
      .where('workspaceId', '=', workspaceId)
      .where('revokedAt', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (revoked === undefined) throw errors.notFound()
    const subject = { kind: 'halt_hook', id } as const
    await record(tx, { workspaceId, action: 'halt_hook.revoked', actor, subject, detail: { name: revoked.name } })
  })
}
