import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { finish } from '../../db/finish.ts'
import type { Db } from '../../db/pool.ts'
import type { HaltLevel } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { withPost, type DeliveryWithPost } from '../deliveries/read.ts'
import { errors } from '../errors.ts'
import { takingHaltLock } from '../gate/lock.ts'
import { wouldCover, type Scope } from './covering.ts'
import { assertScope } from './seal.ts'

export type Drill = Awaited<ReturnType<typeof listDrills>>[number]

export interface DrillResult extends Drill {
  /** The first of what a stop now would keep in, within the next 24 hours. */
  readonly wouldHoldItems: readonly DeliveryWithPost[]
  /** The first of what could be taken back: out in the last hour. */
  readonly wouldRecallItems: readonly DeliveryWithPost[]
}

const shown = 50
/** How long the outcomes of what is on the wire are waited for, in ms. */
const patience = 30_000
/** PostgreSQL: lock_not_available */
const lockTimeout = '55P03'

/**
 * Rehearses an emergency stop: takes the same lock, for as long as a real one would, and looks at the same things, but seals nothing.
 * Nothing is held, cancelled or taken back.
 * @throws NOT_FOUND for an account or a campaign that is not the workspace's; DRILL_BLOCKED
 */
export async function runDrill(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly level: HaltLevel
    readonly network?: string | undefined
    readonly accountId?: string | undefined
    readonly campaignId?: string | undefined
    readonly personId: string
    readonly actor: Actor
    readonly waitMs?: number
  },
): Promise<DrillResult> {
  const { workspaceId, level, network = null, accountId = null, campaignId = null, personId, actor } = request
  const scope: Scope = { workspaceId, level, network, accountId, campaignId }
  const { sealedMs, attempts, began } = await rehearse(core, scope)
  const silentMs = await waitForOutcomes(core, attempts, began, request.waitMs ?? patience)
  const [held, recalled] = await Promise.all([toHold(core.db, scope), toRecall(core.db, scope)])
  const id = newId()
  await transact(core, async (tx) => {
    const counts = { onWire: attempts.length, wouldHold: held.total, wouldRecall: recalled.total }
    await tx
      .insertInto('haltDrill')
      .values({
        id,
        workspaceId,
        level,
        network,
        accountId,
        campaignId,
        drilledBy: personId,
        drilledByName: actor.name,
        beganAt: new Date(began.wall),
        sealedMs,
        silentMs,
        ...counts,
      })
      .execute()
    const subject = { kind: 'drill', id } as const
    const detail = { level, network, accountId, campaignId, sealedMs, silentMs, ...counts }
    await record(tx, { workspaceId, action: 'drill.made', actor, subject, detail })
  })
  const made = (await listDrills(core.db, workspaceId, id))[0]
  if (made === undefined) throw errors.notFound()
  return { ...made, wouldHoldItems: held.items, wouldRecallItems: recalled.items }
}

/** A workspace's rehearsals, the last first. */
export async function listDrills(db: Db, workspaceId: string, id?: string) {
  let select = db
    .selectFrom('haltDrill as r')
    .leftJoin('account as a', 'a.id', 'r.accountId')
    .leftJoin('campaign as c', 'c.id', 'r.campaignId')
    .selectAll('r')
    .select(['a.handle as accountName', 'c.name as campaignName'])
    .where('r.workspaceId', '=', workspaceId)
  if (id !== undefined) select = select.where('r.id', '=', id)
  return select.orderBy('r.beganAt', 'desc').limit(200).execute()
}

interface Began {
  readonly wall: number
  readonly monotonic: number
}

/** What sealing does, without the seal: waits for running permits, reads what is on the wire, lets everybody go on. */
async function rehearse(core: Core, scope: Scope) {
  const { workspaceId, network, accountId, campaignId } = scope
  const began: Began = { wall: core.clock.wall().getTime(), monotonic: core.clock.monotonic() }
  const attempts = await core.urgent
    .transaction()
    .setIsolationLevel('read committed')
    .execute(async (tx) => {
      await assertScope(tx, {
        workspaceId,
        network: network ?? undefined,
        accountId: accountId ?? undefined,
        campaignId: campaignId ?? undefined,
      })
      await sql`set local lock_timeout = '5s'`.execute(tx)
      const onTheWire = tx
        .selectFrom('attempt as t')
        .innerJoin('delivery as d', 'd.id', 't.deliveryId')
        .select('t.id')
        .where('t.resolvedAt', 'is', null)
        .where(wouldCover(scope))
      const [, found] = await finish(tx, [takingHaltLock(tx), onTheWire.compile()])
      return found
    })
    .catch((error: unknown) => {
      if ((error as { code?: string }).code !== lockTimeout) throw error
      throw errors.drillBlocked('Something sat in the way for five seconds; a real stop would end it. Try again.')
    })
  const sealedMs = Math.round(core.clock.monotonic() - began.monotonic)
  return { sealedMs, attempts: attempts.map(({ id }) => id), began }
}

/** @returns how long after the beginning nothing was on the wire any more; null when that did not come in time */
async function waitForOutcomes(
  core: Core,
  attempts: readonly string[],
  began: Began,
  most: number,
): Promise<number | null> {
  for (let pause = 25; attempts.length > 0; pause = Math.min(pause * 1.3, 1000)) {
    const open = await core.db
      .selectFrom('attempt')
      .select('id')
      .where('id', 'in', [...attempts])
      .where('resolvedAt', 'is', null)
      .limit(1)
      .execute()
    if (open.length === 0) break
    if (core.clock.monotonic() - began.monotonic > most) return null
    await wait(pause)
  }
  return Math.round(core.clock.monotonic() - began.monotonic)
}

/** What falls due within a day. States are literals: the partial indexes on them serve kept plans too. */
async function toHold(db: Db, scope: Scope) {
  const select = withPost(db)
    .where('d.workspaceId', '=', scope.workspaceId)
    .where('d.state', '=', sql.lit('scheduled'))
    .where('d.dueAt', '<', sql<Date>`clock_timestamp() + interval '24 hours'`)
    .where(wouldCover(scope))
  const { total } = await select
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  return { total, items: await select.orderBy('d.dueAt').orderBy('d.id').limit(shown).execute() }
}

/** What went out within the last hour and Vigie can take down. */
async function toRecall(db: Db, scope: Scope) {
  const select = withPost(db)
    .where('d.workspaceId', '=', scope.workspaceId)
    .where(sql<boolean>`d.state in ('published', 'retracted')`)
    .where('d.state', '=', 'published')
    .where('d.remoteId', 'is not', null)
    .where('d.sentAt', '>=', sql<Date>`clock_timestamp() - interval '60 minutes'`)
    .where(wouldCover({ ...scope, level: 'all' }))
  const { total } = await select
    .clearSelect()
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow()
  return { total, items: await select.orderBy('d.sentAt', 'desc').orderBy('d.id', 'desc').limit(shown).execute() }
}
