import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { Person, Role } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { hashToken, newToken } from '../../lib/token.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'
import type { Scope } from './permissions.ts'

export interface TokenView {
  readonly id: string
  readonly name: string
  readonly scopes: string[]
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
}

const columns = ['id', 'name', 'scopes', 'createdAt', 'expiresAt', 'lastUsedAt'] as const

/** A member's own tokens for a workspace. */
export async function listTokens(db: Db, workspaceId: string, personId: string): Promise<TokenView[]> {
  return db
    .selectFrom('apiToken')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .where('revokedAt', 'is', null)
    .orderBy('createdAt', 'desc')
    .execute()
}

/** Makes a token that acts for a member in one workspace. The token itself is given out once and not kept. */
export async function createToken(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly personId: string
    readonly name: string
    readonly scopes: readonly Scope[]
    readonly expiresAt: Date | null
    readonly actor: Actor
  },
): Promise<TokenView & { token: string }> {
  const { workspaceId, personId, name, scopes, expiresAt, actor } = request
  const token = newToken('vig')
  const view = await transact(core, async (tx) => {
    const created = await tx
      .insertInto('apiToken')
      .values({ id: newId(), workspaceId, personId, name, scopes: [...scopes], expiresAt, tokenHash: hashToken(token) })
      .returning(columns)
      .executeTakeFirstOrThrow()
    const subject = { kind: 'token', id: created.id } as const
    await record(tx, { workspaceId, action: 'token.created', actor, subject, detail: { name, scopes } })
    return created
  })
  return { ...view, token }
}

/** @throws NOT_FOUND */
export async function revokeToken(
  core: Core,
  request: { workspaceId: string; personId: string; id: string; actor: Actor },
): Promise<void> {
  const { workspaceId, personId, id, actor } = request
  await transact(core, async (tx) => {
    const revoked = await tx
      .updateTable('apiToken')
      .set({ revokedAt: new Date() })
      .where('id', '=', id)
      .where('workspaceId', '=', workspaceId)
      .where('personId', '=', personId)
      .where('revokedAt', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (revoked === undefined) throw errors.notFound()
    await record(tx, {
      workspaceId,
      action: 'token.revoked',
      actor,
      subject: { kind: 'token', id },
      detail: { name: revoked.name },
    })
  })
}

export interface TokenHolder {
  readonly person: Person
  readonly tokenId: string
  readonly tokenName: string
  readonly workspaceId: string
  readonly role: Role
  readonly scopes: readonly string[]
}

/** Who a token acts for: as long as the person is a member, with the role they have now. */
export async function findTokenHolder(db: Db, token: string): Promise<TokenHolder | undefined> {
  const row = await db
    .selectFrom('apiToken as t')
    .innerJoin('person as p', 'p.id', 't.personId')
    .innerJoin('member as m', (join) =>
      join.onRef('m.personId', '=', 't.personId').onRef('m.workspaceId', '=', 't.workspaceId'),
    )
    .selectAll('p')
    .select(['t.id as tokenId', 't.name as tokenName', 't.workspaceId', 't.scopes', 'm.role', 't.lastUsedAt'])
    .where('t.tokenHash', '=', hashToken(token))
    .where('t.revokedAt', 'is', null)
    .where((eb) => eb.or([eb('t.expiresAt', 'is', null), eb('t.expiresAt', '>', sql<Date>`clock_timestamp()`)]))
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { tokenId, tokenName, workspaceId, scopes, role, lastUsedAt, ...person } = row
  // once a minute is enough to see whether it is still in use
  if (lastUsedAt === null || Date.now() - lastUsedAt.getTime() > 60_000) {
    await db.updateTable('apiToken').set({ lastUsedAt: new Date() }).where('id', '=', tokenId).execute()
  }
  return { person, tokenId, tokenName, workspaceId, scopes, role }
}
