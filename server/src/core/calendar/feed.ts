import type { Db } from '../../db/pool.ts'
import { newId } from '../../lib/ids.ts'
import { hashToken, newToken } from '../../lib/token.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'

export interface Feed {
  readonly id: string
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
}

interface Own {
  readonly workspaceId: string
  readonly personId: string
}

const columns = ['id', 'createdAt', 'lastUsedAt'] as const

/** A person's feed of a workspace, when they have one. Its address is not kept: it was shown once. */
export async function findFeed(db: Db, { workspaceId, personId }: Own): Promise<Feed | undefined> {
  return db
    .selectFrom('calendarFeed')
    .select(columns)
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .where('revokedAt', 'is', null)
    .executeTakeFirst()
}

/** Gives a person a new secret address; the one before ends at once. */
export async function renewFeed(core: Core, own: Own & { readonly actor: Actor }): Promise<Feed & { token: string }> {
  const { workspaceId, personId, actor } = own
  const token = newToken('vigcal')
  const feed = await transact(core, async (tx) => {
    const ended = await tx
      .updateTable('calendarFeed')
      .set({ revokedAt: new Date() })
      .where('workspaceId', '=', workspaceId)
      .where('personId', '=', personId)
      .where('revokedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    const made = await tx
      .insertInto('calendarFeed')
      .values({ id: newId(), workspaceId, personId, tokenHash: hashToken(token) })
      .returning(columns)
      .executeTakeFirstOrThrow()
    const subject = { kind: 'calendar_feed', id: made.id } as const
    const action = ended === undefined ? 'calendar_feed.made' : 'calendar_feed.renewed'
    await record(tx, { workspaceId, action, actor, subject })
    return made
  })
  return { ...feed, token }
}

/** Ends a person's feed. Ending none does no harm. */
export async function revokeFeed(core: Core, own: Own & { readonly actor: Actor }): Promise<void> {
  const { workspaceId, personId, actor } = own
  await transact(core, async (tx) => {
    const ended = await tx
      .updateTable('calendarFeed')
      .set({ revokedAt: new Date() })
      .where('workspaceId', '=', workspaceId)
      .where('personId', '=', personId)
      .where('revokedAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (ended === undefined) return
    const subject = { kind: 'calendar_feed', id: ended.id } as const
    await record(tx, { workspaceId, action: 'calendar_feed.revoked', actor, subject })
  })
}

export interface FeedHolder {
  readonly workspaceId: string
  readonly workspaceName: string
  readonly timeZone: string
  readonly language: 'fr' | 'en'
}

/** Whose feed a token is: as long as it was not ended and the person is a member. */
export async function findFeedHolder(db: Db, token: string): Promise<FeedHolder | undefined> {
  const row = await db
    .selectFrom('calendarFeed as f')
    .innerJoin('person as p', 'p.id', 'f.personId')
    .innerJoin('workspace as w', 'w.id', 'f.workspaceId')
    .innerJoin('member as m', (join) =>
      join.onRef('m.personId', '=', 'f.personId').onRef('m.workspaceId', '=', 'f.workspaceId'),
    )
    .select(['f.id', 'f.lastUsedAt', 'f.workspaceId', 'w.name as workspaceName', 'w.timeZone', 'p.language'])
    .where('f.tokenHash', '=', hashToken(token))
    .where('f.revokedAt', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { id, lastUsedAt, ...holder } = row
  // once a minute is enough to see whether it is still in use
  if (lastUsedAt === null || Date.now() - lastUsedAt.getTime() > 60_000) {
    await db.updateTable('calendarFeed').set({ lastUsedAt: new Date() }).where('id', '=', id).execute()
  }
  return holder
}
