import type { Db } from '../../db/pool.ts'
import type { ActorKind, AuditEntry } from '../../db/schema.ts'
import { findWorkspace } from '../people/workspaces.ts'
import { fates, waysOf, type Fate, type Way } from './fates.ts'
import { entriesOfHalt } from './report-entries.ts'
import { findHalt, type HaltView } from './view.ts'

/** One line of the timeline: what one actor did, once, or several times on end. */
export interface ReportLine {
  readonly at: Date
  /** When it was done for the last time, where it was several times. */
  readonly until: Date | null
  readonly action: string
  readonly by: { readonly kind: ActorKind; readonly name: string }
  readonly count: number
  /** Words of what it was done to: the beginning of a text, a step, a reason. */
  readonly what: string | null
  readonly detail: Readonly<Record<string, unknown>>
}

export interface ReportDelivery extends Way {
  readonly postId: string
  readonly network: string
  readonly handle: string
  readonly text: string
  readonly dueAt: Date
  readonly url: string | null
}

export interface ReportCounts extends Record<Fate, number> {
  /** On the wire when it was sealed. */
  readonly onWire: number
  readonly held: number
  readonly statements: number
  readonly recallAsked: number
  readonly recallRemoved: number
  readonly recallFailed: number
}

/** What a halt was, from the record alone. `counts` are of everything; the lists are as long as somebody reads. */
export interface Report {
  readonly halt: HaltView
  readonly workspace: { readonly name: string; readonly timeZone: string }
  readonly timeline: readonly ReportLine[]
  readonly held: readonly ReportDelivery[]
  readonly recalled: readonly ReportDelivery[]
  readonly counts: ReportCounts
}

const mostLines = 1000
const mostDeliveries = 500

/** @throws NOT_FOUND, also for a halt of another workspace (I11) */
export async function reportOf(db: Db, workspaceId: string, haltId: string): Promise<Report> {
  const halt = await findHalt(db, workspaceId, haltId)
  const { name, timeZone } = await findWorkspace(db, workspaceId)
  const entries = await entriesOfHalt(db, workspaceId, halt)
  const ways = waysOf(entries, haltId)
  const known = await knownDeliveries(
    db,
    ways.map(({ deliveryId }) => deliveryId),
  )
  const held = ways.filter(({ heldAt }) => heldAt !== null)
  const recalled = ways.filter(({ recall }) => recall !== null)
  const whole = (some: readonly Way[]) =>
    some.slice(0, mostDeliveries).flatMap((way) => {
      const delivery = known.get(way.deliveryId)
      return delivery === undefined ? [] : [{ ...delivery, ...way }]
    })
  return {
    halt,
    workspace: { name, timeZone },
    timeline: toLines(entries, known)
      .map((line) => ({ ...line, at: instantOf(halt, line) }))
      .toSorted((a, b) => a.at.getTime() - b.at.getTime())
      .slice(0, mostLines),
    held: whole(held),
    recalled: whole(recalled),
    counts: count(entries, ways),
  }
}

/** A halt knows its three instants itself; their entries were written some ms later, in the same transaction. */
function instantOf({ sealedAt, silentAt, liftedAt }: HaltView, { action, at }: ReportLine): Date {
  const own: Record<string, Date | null> = {
    'halt.sealed': sealedAt,
    'halt.silent': silentAt,
    'halt.lifted': liftedAt,
  }
  return own[action] ?? at
}

type Known = Omit<ReportDelivery, keyof Way>

async function knownDeliveries(db: Db, ids: readonly string[]): Promise<Map<string, Known>> {
  const rows = await db
    .selectFrom('delivery as d')
    .innerJoin('account as a', 'a.id', 'd.accountId')
    .select(['d.id', 'd.postId', 'd.outbound', 'd.dueAt', 'd.url', 'a.network', 'a.handle'])
    .where((eb) => eb('d.id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
  return new Map(rows.map(({ id, outbound, ...row }) => [id, { ...row, text: outbound.text }]))
}

function count(entries: readonly AuditEntry[], ways: readonly Way[]): ReportCounts {
  const held = ways.filter(({ heldAt }) => heldAt !== null)
  const ofFate = Object.fromEntries(fates.map((fate) => [fate, held.filter((way) => way.fate === fate).length]))
  const sealed = entries.find(({ action }) => action === 'halt.sealed')?.detail as { onWire?: number } | undefined
  const ofRecall = (...ends: Way['recall'][]) => ways.filter(({ recall }) => ends.includes(recall)).length
  return {
    ...(ofFate as Record<Fate, number>),
    onWire: sealed?.onWire ?? 0,
    held: held.length,
    statements: ways.filter(({ statement }) => statement).length,
    recallAsked: ofRecall('asked', 'removed', 'failed'),
    recallRemoved: ofRecall('removed'),
    recallFailed: ofRecall('failed'),
  }
}

/** So many of one kind on end stand for themselves; more are one line. */
const onEnd = 3

/** The timeline: what one actor did many times on end is one line, or nobody would read it. */
function toLines(entries: readonly AuditEntry[], known: ReadonlyMap<string, Known>): ReportLine[] {
  const runs: AuditEntry[][] = []
  for (const entry of entries) {
    const last = runs.at(-1)?.at(-1)
    const same =
      last?.action === entry.action && last.actorKind === entry.actorKind && last.actorName === entry.actorName
    if (same) runs.at(-1)?.push(entry)
    else runs.push([entry])
  }
  return runs.flatMap((run) =>
    run.length > onEnd ? toLine(run, known) : run.flatMap((entry) => toLine([entry], known)),
  )
}

function toLine(run: readonly AuditEntry[], known: ReadonlyMap<string, Known>): ReportLine[] {
  const [first, last] = [run[0], run.at(-1)]
  if (first === undefined || last === undefined) return []
  return [
    {
      at: first.at,
      until: run.length > 1 ? last.at : null,
      action: first.action,
      by: { kind: first.actorKind, name: first.actorName },
      count: run.length,
      what: run.length > 1 ? null : whatOf(first, known),
      detail: run.length > 1 ? {} : (first.detail as Record<string, unknown>),
    },
  ]
}

function whatOf(entry: AuditEntry, known: ReadonlyMap<string, Known>): string | null {
  const delivery = known.get(entry.subjectId ?? '')
  if (delivery !== undefined) return `@${delivery.handle}: ${shorten(delivery.text)}`
  const { reason, step, name } = entry.detail as { reason?: unknown; step?: unknown; name?: unknown }
  const words = [reason, step, name].find((word) => typeof word === 'string')
  return typeof words === 'string' ? words : null
}

/** The beginning of a text, on one line. */
export function shorten(text: string, most = 120): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const parts = Array.from(line)
  return parts.length <= most
    ? line
    : `${parts
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}
