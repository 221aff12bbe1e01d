import { sql } from 'kysely'
import type { Tx } from '../../db/pool.ts'
import { record, systemActor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { supersede } from '../notifications/supersede.ts'
import { wakeNotifier } from '../notifications/wake.ts'
import { announcedAhead, dependents, isEnding } from './ending.ts'

const actor = systemActor('sign-ins')

/** When the announcement that is due now fell due: some days before the end, or on its last day. */
const fellDue = sql<Date>`(c.ends_at - make_interval(days =>
  case when c.ends_at <= clock_timestamp() + interval '1 day' then 1 else ${announcedAhead}::int end))`

/** Who must sign in already was told when it was found out. */
const isDue = sql<boolean>`(
  c.ends_at > clock_timestamp() and ${isEnding(announcedAhead)}
  and a.disconnected_at is null and a.health <> 'needs_sign_in'
  and (c.announced_end is null or c.announced_end < ${fellDue}))`

/** Says of each sign-in that will end when it does, and what depends on it: once some days ahead, once on the last day. */
export async function announceEnds(core: Core): Promise<void> {
  const { rows } = await sql`
    select from account a join account_credentials c on c.account_id = a.id
    where c.ends_at is not null and ${isDue} limit 1`.execute(core.db)
  if (rows.length > 0) await transact(core, (tx) => announce(tx))
}

interface Ending {
  readonly id: string
  readonly workspaceId: string
  readonly network: string
  readonly handle: string
  readonly endsAt: Date
  readonly scheduled: number
}

/** Of two processes, the second finds each announced. */
async function announce(tx: Tx): Promise<void> {
  const { rows } = await sql<Ending>`
    update account_credentials as c set announced_end = ${fellDue}
    from account a
    where a.id = c.account_id and c.ends_at is not null and ${isDue}
    returning a.id, a.workspace_id as "workspaceId", a.network, a.handle, c.ends_at as "endsAt",
      ${dependents} as scheduled`.execute(tx)
  for (const { id, workspaceId, network, handle, endsAt, scheduled } of rows) {
    await record(tx, {
      workspaceId,
      action: 'account.sign_in_ending',
      actor,
      subject: { kind: 'account', id },
      detail: { network, handle, endsAt: endsAt.toISOString(), scheduled },
    })
  }
  if (rows.length === 0) return
  await supersede(
    tx,
    'sign_in_ending',
    rows.map(({ id }) => id),
  )
  await wakeNotifier(tx)
}
