import type { Halt } from '../db/schema.ts'
import type { TestWorld } from './world.ts'

/** A request as a receiver saw it arrive. */
export interface Seen {
  readonly key: string
  /** ms since 1970 */
  readonly at: number
}

export interface Judgement {
  /** Requests within a halt's scope that arrived after it was silent, before it was lifted. */
  readonly leaks: readonly string[]
  /** Requests within a halt's scope that arrived after it was sealed, and that no attempt it knew of explains. */
  readonly unknown: readonly string[]
  readonly twice: readonly string[]
  readonly strangers: readonly string[]
  readonly counts: { readonly arrived: number; readonly onWire: number; readonly silent: number; readonly held: number }
}

interface Target {
  readonly id: string
  readonly accountId: string
  readonly workspaceId: string
  readonly network: string
  readonly origin: string
}

const covered: Record<string, readonly string[]> = {
  all: ['person', 'scheduled', 'automation'],
  scheduled: ['scheduled', 'automation'],
  automation: ['automation'],
}

/** Written anew here, on purpose: a judge that asks the accused what the law is would find no fault. */
const covers = (halt: Halt, target: Target) =>
  covered[halt.level]?.includes(target.origin) === true &&
  (halt.workspaceId === null || halt.workspaceId === target.workspaceId) &&
  (halt.network === null || halt.network === target.network) &&
  (halt.accountId === null || halt.accountId === target.accountId)

/** Holds what the receivers saw against the halts. Their clock and the database's are the same machine's. */
export async function judge(world: TestWorld, seen: readonly Seen[]): Promise<Judgement> {
  const { db } = world.core
  const halts = await db.selectFrom('halt').selectAll().execute()
  const targets = await db
    .selectFrom('delivery as d')
    .innerJoin('account as a', 'a.id', 'd.accountId')
    .select(['d.id', 'd.accountId', 'd.workspaceId', 'a.network', 'd.origin', 'd.key'])
    .execute()
  const noted = await db
    .selectFrom('haltAttempt as ha')
    .innerJoin('attempt as t', 't.id', 'ha.attemptId')
    .select(['ha.haltId', 't.deliveryId'])
    .execute()
  const held = await db
    .selectFrom('auditEntry')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('action', '=', 'delivery.held')
    .executeTakeFirstOrThrow()
  const byKey = new Map(targets.map((target) => [target.key, target]))
  const known = new Set(noted.map(({ haltId, deliveryId }) => `${haltId} ${deliveryId}`))
  const [leaks, unknown, strangers]: [string[], string[], string[]] = [[], [], []]
  for (const { key, at } of seen) {
    const target = byKey.get(key)
    if (target === undefined) strangers.push(key)
    else
      for (const halt of halts.filter((one) => covers(one, target) && isOn(one, at))) {
        const says = `${halt.level} halt ${halt.id}, delivery ${target.id}, ${at - halt.sealedAt.getTime()} ms after the seal`
        if (halt.silentAt !== null && at > halt.silentAt.getTime()) leaks.push(says)
        if (!known.has(`${halt.id} ${target.id}`)) unknown.push(says)
      }
  }
  const keys = seen.map(({ key }) => key)
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index)
  const silent = halts.filter(({ silentAt }) => silentAt !== null).length
  const counts = { arrived: seen.length, onWire: noted.length, silent, held: Number(held.count) }
  return { leaks, unknown, twice, strangers, counts }
}

const isOn = ({ sealedAt, liftedAt }: Halt, at: number) =>
  at > sealedAt.getTime() && (liftedAt === null || at < liftedAt.getTime())
