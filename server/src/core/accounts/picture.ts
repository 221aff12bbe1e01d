import type { Account } from '../../db/schema.ts'
import type { Core } from '../context.ts'

export interface Picture {
  readonly contentType: string
  readonly bytes: Buffer
}

/** Pictures a browser shows without running anything in them. */
const shown = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
const freshFor = 24 * 60 * 60 * 1000

/**
 * An account's picture, kept by us: pages load nothing from foreign hosts. Fetched again after a day; the old one serves while the
 * network does not answer.
 */
export async function readPicture(core: Core, account: Account): Promise<Picture | undefined> {
  if (account.avatarUrl === null) return undefined
  const kept = await core.db
    .selectFrom('accountPicture')
    .selectAll()
    .where('accountId', '=', account.id)
    .executeTakeFirst()
  if (kept !== undefined && kept.fetchedAt.getTime() > core.clock.wall().getTime() - freshFor) return kept
  const fetched = await core.fetchImage(account.avatarUrl)
  if (fetched === undefined || !shown.has(fetched.contentType)) return kept
  const values = { ...fetched, fetchedAt: core.clock.wall() }
  await core.db
    .insertInto('accountPicture')
    .values({ accountId: account.id, ...values })
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet(values))
    .execute()
  return fetched
}
