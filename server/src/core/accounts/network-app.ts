import { sql } from 'kysely'
import type { Credentials, Network, RedirectSignIn } from '../../connectors/contract.ts'
import type { Tx } from '../../db/pool.ts'
import { newId } from '../../lib/ids.ts'
import type { SecretBox } from '../../lib/secret-box.ts'
import type { Core } from '../context.ts'
import { refusedBy } from './connect.ts'

interface Place {
  readonly network: Network
  readonly service: string
  readonly returnTo: string
}

const context = ({ network, service, returnTo }: { network: string; service: string; returnTo: string }) =>
  `network_app:${network} ${service} ${returnTo}`

/**
 * How a server knows Vigie: registered on first use, and kept. One that nobody is connected through is registered anew after a
 * day, since servers forget programs that nobody uses. The one app of a network that wants one is kept for ever.
 * @throws ACCOUNT_SIGN_IN_REFUSED
 */
export async function appFor(core: Core, redirect: RedirectSignIn, asked: Place): Promise<Credentials> {
  const one = redirect.oneApp === true
  const place = one ? { ...asked, service: '' } : asked
  const kept = await findApp(core, place, one)
  if (kept !== undefined) return kept
  const outcome = await redirect.register(place.service, place.returnTo)
  if (outcome.kind === 'refused') throw refusedBy(outcome)
  const values = { sealed: core.box.seal(JSON.stringify(outcome.app), context(place)), registeredAt: new Date() }
  await core.db
    .insertInto('networkApp')
    .values({ id: newId(), ...place, ...values })
    .onConflict((conflict) => {
      const taken = conflict.columns(['network', 'service', 'returnTo'])
      // of two processes that make the one app at once, the first one's is it
      return one ? taken.doNothing() : taken.doUpdateSet(values)
    })
    .execute()
  return one ? ((await findApp(core, place, one)) ?? outcome.app) : outcome.app
}

/** What services may read of us at an address of ours. Undefined where they do not. @throws ACCOUNT_SIGN_IN_REFUSED */
export async function describeApp(core: Core, network: Network, returnTo: string) {
  const { redirect } = core.connectors[network]
  if (redirect?.describe === undefined) return undefined
  return redirect.describe(await appFor(core, redirect, { network, service: '', returnTo }))
}

async function findApp(core: Core, place: Place, forEver: boolean): Promise<Credentials | undefined> {
  const kept = await core.db
    .selectFrom('networkApp as n')
    .select('n.sealed')
    .where('n.network', '=', place.network)
    .where('n.service', '=', place.service)
    .where('n.returnTo', '=', place.returnTo)
    .where((eb) =>
      eb.or([
        eb.val(forEver),
        eb('n.registeredAt', '>', sql<Date>`clock_timestamp() - interval '20 hours'`),
        eb.exists(
          eb
            .selectFrom('account as a')
            .select('a.id')
            .whereRef('a.network', '=', 'n.network')
            .whereRef('a.service', '=', 'n.service')
            .where('a.disconnectedAt', 'is', null),
        ),
      ]),
    )
    .executeTakeFirst()
  return kept && (JSON.parse(core.box.open(kept.sealed, context(place))) as Credentials)
}

/** Seals every registration under the newest key. @returns how many were sealed anew. */
export async function resealApps(tx: Tx, box: SecretBox): Promise<number> {
  const rows = await tx.selectFrom('networkApp').selectAll().forUpdate().execute()
  const stale = rows.filter((row) => box.isStale(row.sealed))
  for (const row of stale) {
    const sealed = box.seal(box.open(row.sealed, context(row)), context(row))
    await tx.updateTable('networkApp').set({ sealed }).where('id', '=', row.id).execute()
  }
  return stale.length
}
