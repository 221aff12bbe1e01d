import { createHash } from 'node:crypto'
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'
import type { DeliveryState } from '../../db/schema.ts'
import type { FeedHolder } from './feed.ts'
import { inCalendar } from './filter.ts'

const day = 86_400_000
const [past, ahead] = [90 * day, 400 * day]
/** Most events: calendar programs read them all again and again. */
const most = 2000

const words: Record<FeedHolder['language'], Record<DeliveryState, string>> = {
  en: {
    scheduled: 'Scheduled',
    sending: 'On its way',
    published: 'Published',
    held: 'Held',
    failed: 'Refused',
    unconfirmed: 'Unconfirmed',
    cancelled: 'Taken back',
    retracted: 'Taken down',
  },
  fr: {
    scheduled: 'Programmée',
    sending: 'En route',
    published: 'Publiée',
    held: 'Retenue',
    failed: 'Refusée',
    unconfirmed: 'Non confirmée',
    cancelled: 'Reprise',
    retracted: 'Retirée',
  },
}

const statuses: Partial<Record<DeliveryState, ICalEventStatus>> = {
  scheduled: ICalEventStatus.TENTATIVE,
  published: ICalEventStatus.CONFIRMED,
  retracted: ICalEventStatus.CANCELLED,
}

/**
 * A workspace's deliveries for a calendar program: the last three months and the next thirteen. The same deliveries give the same text,
 * so that its tag says whether anything has changed.
 */
export async function calendarText(
  db: Db,
  holder: FeedHolder,
  request: { readonly publicUrl: string; readonly now: Date },
): Promise<{ readonly text: string; readonly tag: string }> {
  const { workspaceId, workspaceName, language } = holder
  const { publicUrl, now } = request
  const rows = await inCalendar(db, workspaceId, {})
    .innerJoin('account as a', 'a.id', 'd.accountId')
    .select(['d.id', 'd.postId', 'd.state', 'd.dueAt', 'd.sentAt', 'd.url', 'd.updatedAt', 'a.handle', 'a.network'])
    .select(sql<string>`d.outbound->>'text'`.as('text'))
    .where('d.dueAt', '>=', new Date(now.getTime() - past))
    .where('d.dueAt', '<', new Date(now.getTime() + ahead))
    .orderBy('d.dueAt')
    .orderBy('d.id')
    .limit(most)
    .execute()
  const calendar = ical({
    name: `${workspaceName} · Vigie`,
    prodId: { company: 'Vigie', product: 'Calendar', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 900,
  })
  for (const row of rows) {
    const state = words[language][row.state]
    const start = row.sentAt ?? row.dueAt
    calendar.createEvent({
      id: `${row.id}@vigie`,
      start,
      end: new Date(start.getTime() + 15 * 60_000),
      stamp: row.updatedAt,
      summary: `${state} · @${row.handle} · ${row.text.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
      description: `${state} · ${row.network} · @${row.handle}\n\n${row.text}`,
      url: row.url ?? `${publicUrl}/w/${workspaceId}/posts/${row.postId}`,
      status: statuses[row.state] ?? ICalEventStatus.TENTATIVE,
    })
  }
  const text = calendar.toString()
  return { text, tag: `"${createHash('sha256').update(text).digest('base64url')}"` }
}
