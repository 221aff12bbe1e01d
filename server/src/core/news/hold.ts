import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { NewsState } from '../../db/schema/news.ts'

/** How long an account stays with a process that gives no sign, in seconds. A round comes every five. */
const heldFor = 30

const until = sql<Date>`clock_timestamp() + make_interval(secs => ${heldFor})`
const followable = sql<boolean>`a.disconnected_at is null and a.health not in ('needs_sign_in', 'restricted')`

/** Says that this process still follows what it follows. @returns what it does: another one may have taken the rest, or it is over */
export async function holdOn(db: Db, holder: string): Promise<Set<string>> {
  const { rows } = await sql<{ accountId: string }>`
    update account_news n set held_until = ${until} from account a
    where n.holder = ${holder} and a.id = n.account_id and ${followable} returning n.account_id`.execute(db)
  return new Set(rows.map(({ accountId }) => accountId))
}

/** Takes accounts that nobody follows; no two processes the same one. A new sign-in makes one due at once. */
export async function take(db: Db, holder: string, networks: readonly string[], most: number): Promise<string[]> {
  if (most <= 0 || networks.length === 0) return []
  const { rows } = await sql<{ accountId: string }>`
    insert into account_news as kept (account_id, holder, held_until)
    select a.id, ${holder}::uuid, ${until} from account a
    join account_credentials c on c.account_id = a.id
    left join account_news n on n.account_id = a.id
    where a.network = any(${networks}::text[]) and ${followable}
      and (n.held_until is null or n.held_until < clock_timestamp())
      and (n.next_try_at is null or n.next_try_at <= clock_timestamp() or c.updated_at > n.tried_at)
    order by n.tried_at nulls first limit ${most}
    on conflict (account_id) do update
      set holder = excluded.holder, held_until = excluded.held_until, tried_at = clock_timestamp(), next_try_at = null
      where kept.held_until is null or kept.held_until < clock_timestamp()
    returning account_id`.execute(db)
  return rows.map(({ accountId }) => accountId)
}

export interface LeftOff {
  readonly state: NewsState
  readonly detail?: string
  /** When it is taken up again. At once, where nothing is said. */
  readonly nextTryAt?: Date
}

/** Gives an account back. */
export async function leaveOff(db: Db, holder: string, accountId: string, why: LeftOff): Promise<void> {
  await db
    .updateTable('accountNews')
    .set({
      holder: null,
      heldUntil: null,
      state: why.state,
      detail: why.detail ?? null,
      nextTryAt: why.nextTryAt ?? null,
      triedAt: sql<Date>`clock_timestamp()`,
    })
    .where('accountId', '=', accountId)
    .where('holder', '=', holder)
    .execute()
}

/** Where one stands in an account's news; undefined before the first look. */
export async function standing(db: Db, accountId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('accountNews')
    .select('seenUpTo')
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return row?.seenUpTo ?? undefined
}

/** Who holds the account says up to where its news were taken, and how it hears of them. */
export async function note(
  db: Db,
  holder: string,
  accountId: string,
  known: { readonly seenUpTo: string } | { readonly state: NewsState },
): Promise<void> {
  await db
    .updateTable('accountNews')
    .set(known)
    .where('accountId', '=', accountId)
    .where('holder', '=', holder)
    .execute()
}
