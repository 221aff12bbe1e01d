import type { Db } from '../../db/pool.ts'
import type { Account } from '../../db/schema.ts'
import { errors } from '../errors.ts'

/** @throws NOT_FOUND, also for an account of another workspace (I11). */
export async function findAccount(db: Db, workspaceId: string, id: string): Promise<Account> {
  const found = await db
    .selectFrom('account')
    .selectAll()
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirst()
  if (found === undefined) throw errors.notFound()
  return found
}

/** For jobs, which act for no workspace in particular. */
export async function findAccountById(db: Db, id: string): Promise<Account> {
  return db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** A workspace's accounts, connected ones first, then by handle. */
export async function listAccounts(db: Db, workspaceId: string): Promise<Account[]> {
  return db
    .selectFrom('account')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('disconnectedAt', (order) => order.desc().nullsFirst())
    .orderBy('handle')
    .execute()
}
