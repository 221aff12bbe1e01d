import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import type { Account } from '../../db/schema.ts'
import type { Core } from '../context.ts'

export interface Picture {
  readonly contentType: string
  readonly bytes: Buffer
}

/** Pictures a browser shows without running anything in them. */
const shown = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
const freshFor = 24 * 60 * 60 * 1000

/** Forgets a kept picture whose address is no longer the account's. Called before the new address is written. */
export async function dropPictureUnless(tx: Tx, accountId: string, avatarUrl: string | null): Promise<void> {
  await tx
    .deleteFrom('accountPicture')
    .where('accountId', '=', accountId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('account')
          .select('id')
          .where('id', '=', accountId)
          .where(sql<boolean>`avatar_url is distinct from ${avatarUrl}`),
      ),
    )
    .execute()
}

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
  const values = { contentType: fetched.contentType, bytes: fetched.bytes, fetchedAt: core.clock.wall() }
  await core.db.transaction().execute(async (tx) => {
    const { avatarUrl } = await tx
      .selectFrom('account')
      .select('avatarUrl')
      .where('id', '=', account.id)
      .forShare()
      .executeTakeFirstOrThrow()
    // it got another picture while this one was on its way
    if (avatarUrl !== account.avatarUrl) return
    await tx
      .insertInto('accountPicture')
      .values({ accountId: account.id, ...values })
      .onConflict((conflict) => conflict.column('accountId').doUpdateSet(values))
      .execute()
  })
  return fetched
}
