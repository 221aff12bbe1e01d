import { type InsertObject, sql } from 'kysely'
import { finish } from '../../db/finish.ts'
import type { Tx } from '../../db/pool.ts'
import { asRows } from '../../db/rows.ts'
import type { AuditEntry, Halt, HaltLevel, Schema } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, toRow, type Actor, type Entry } from '../audit/record.ts'
import type { Core } from '../context.ts'
import { errors } from '../errors.ts'
import { takingHaltLock } from '../gate/lock.ts'
import { covers } from './scope.ts'
import { urgently } from './urgently.ts'

export interface HaltScope {
  /** Null: the whole installation. */
  readonly workspaceId: string | null
  readonly network?: string | undefined
  readonly accountId?: string | undefined
  readonly campaignId?: string | undefined
}

export interface SealRequest {
  readonly scopes: readonly HaltScope[]
  readonly level?: HaltLevel | undefined
  readonly reason?: string | undefined
  readonly actor: Actor
  /** The person who stops, or whose token does. */
  readonly personId: string | null
  /** What has to be true for it, in the same transaction. */
  readonly provided?: (tx: Tx) => Promise<void>
}

/** @throws NOT_FOUND for an account or a campaign that is not the workspace's */
export async function assertScope(tx: Tx, { workspaceId, network, accountId, campaignId }: HaltScope): Promise<void> {
  if (accountId !== undefined) {
    const account = tx.selectFrom('account').select('network').where('id', '=', accountId)
    const found = await account.where('workspaceId', '=', workspaceId).executeTakeFirst()
    if (found === undefined) throw errors.notFound()
    if (network !== undefined && network !== found.network)
      throw errors.validation('The account is on another network: name one of the two.', { field: 'network' })
  }
  if (campaignId !== undefined) {
    const campaign = tx.selectFrom('campaign').select('id').where('id', '=', campaignId)
    const found = await campaign.where('workspaceId', '=', workspaceId).executeTakeFirst()
    if (found === undefined) throw errors.notFound()
  }
}

export interface Sealed extends Halt {
  /** Attempts that silence waits for. */
  readonly onWire: number
}

/**
 * The statement that writes the halts, what may be on the wire (silence waits for these attempts and for no others), and the record. It
 * sees things as they were before it took the time: whatever arrives after that time, and was settled since, is on the list.
 */
function writing(tx: Tx, halts: readonly InsertObject<Schema, 'halt'>[], entries: readonly Entry[]) {
  const rows = entries.map((entry) => ({ ...toRow(entry), detail: entry.detail ?? {} }))
  const columns = Object.keys(rows[0] ?? {}) as (keyof AuditEntry & keyof (typeof rows)[number])[]
  return tx
    .with('h', (qb) => qb.insertInto('halt').values(halts).returningAll())
    .with('noted', (qb) =>
      qb
        .insertInto('haltAttempt')
        .columns(['haltId', 'attemptId'])
        .expression((eb) =>
          eb
            .selectFrom('attempt as t')
            .innerJoin('delivery as d', 'd.id', 't.deliveryId')
            .innerJoin('h', (join) => join.on(covers))
            .select(['h.id', 't.id as attemptId'])
            .where('t.resolvedAt', 'is', null),
        )
        .returning(['haltId', 'attemptId']),
    )
    .with('recorded', (qb) =>
      qb
        .insertInto('auditEntry')
        .columns(columns)
        .expression((eb) =>
          eb
            .selectFrom(sql<AuditEntry>`json_populate_recordset(null::audit_entry, ${asRows(rows)}::json)`.as('e'))
            .select(
              columns.map((name) =>
                name === 'detail'
                  ? // of its own attempts alone: another workspace's are not its business (I11)
                    sql<string>`e.detail || jsonb_build_object('onWire', (select count(*) from noted n
                      join attempt t on t.id = n.attempt_id join delivery d on d.id = t.delivery_id
                      where n.halt_id = e.subject_id and d.workspace_id = e.workspace_id))`.as('detail')
                  : (`e.${name}` as const),
              ),
            ),
        ),
    )
    .selectFrom('h')
    .selectAll('h')
    .select(sql<number>`(select count(*)::int from noted n where n.halt_id = h.id)`.as('onWire'))
    .$castTo<Sealed>()
    .compile()
}

/** A halt's entries: one for each workspace it concerns, so that everybody's open pages hear of it. */
export function entriesFor(
  halt: Pick<Halt, 'id' | 'workspaceId'>,
  workspaces: readonly string[],
  entry: Omit<Entry, 'workspaceId' | 'subject' | 'detail'>,
  detail: (workspaceId: string) => object,
): Entry[] {
  const concerned = halt.workspaceId === null ? workspaces : [halt.workspaceId]
  const subject = { kind: 'halt', id: halt.id } as const
  return concerned.map((workspaceId) => ({ ...entry, workspaceId, subject, detail: detail(workspaceId) }))
}

/** Every workspace, where one of the halts is the installation's. */
export async function workspacesOf(tx: Tx, halts: readonly Pick<HaltScope, 'workspaceId'>[]): Promise<string[]> {
  if (halts.every(({ workspaceId }) => workspaceId !== null)) return []
  return (await tx.selectFrom('workspace').select('id').execute()).map(({ id }) => id)
}

/** Writes entries in portions: an installation may have more workspaces than one statement has room for. */
export async function recordAll(tx: Tx, entries: readonly Entry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += 1000) await record(tx, ...entries.slice(at, at + 1000))
}

/**
 * Seals one halt for each scope, in one act: when this has returned, no permit in their scope is granted, by any process (I2). What
 * it costs does not depend on how much is scheduled: none of it is touched.
 * @throws NOT_FOUND, VALIDATION_FAILED
 */
export async function seal(core: Core, request: SealRequest): Promise<Sealed[]> {
  const { scopes, level = 'all', reason, actor, personId } = request
  const stopId = newId()
  return urgently(core, async (tx) => {
    await request.provided?.(tx)
    for (const scope of scopes) await assertScope(tx, scope)
    const workspaces = await workspacesOf(tx, scopes)
    const halts = scopes.map(({ workspaceId, network = null, accountId = null, campaignId = null }) => ({
      id: newId(),
      workspaceId,
      network,
      accountId,
      campaignId,
    }))
    const entries = halts.flatMap((halt) =>
      entriesFor(halt, workspaces, { action: 'halt.sealed', actor }, () => ({
        level,
        ...toldScope(halt),
        ...(reason === undefined ? {} : { reason }),
      })),
    )
    const rows = halts.map((halt) => ({
      ...halt,
      stopId,
      level,
      reason: reason ?? null,
      haltedBy: personId,
      haltedByKind: actor.kind,
      haltedByName: actor.name,
      sealedAt: sql<Date>`clock_timestamp()`,
    }))
    // with the commit behind it: everybody who sends waits meanwhile, for the database alone
    const [, sealed] = await finish(tx, [takingHaltLock(tx), writing(tx, rows, entries)])
    return sealed
  })
}

/** The scope of a halt, for the record. */
function toldScope({ workspaceId, network, accountId, campaignId }: Pick<Halt, keyof HaltScope>): object {
  return {
    scope: workspaceId === null ? 'installation' : 'workspace',
    ...(network === null ? {} : { network }),
    ...(accountId === null ? {} : { accountId }),
    ...(campaignId === null ? {} : { campaignId }),
  }
}
