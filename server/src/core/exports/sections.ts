import type { Db } from '../../db/pool.ts'
import { after, type Page, type Section } from './section.ts'

const texts = (items: readonly { readonly text: string }[]) => items.map(({ text }) => text).join('\n\n')

async function posts(db: Db, { workspaceId, beyond, limit }: Page) {
  const rows = await after(
    db
      .selectFrom('post as p')
      .innerJoin('person as a', 'a.id', 'p.authorId')
      .leftJoin('campaign as c', 'c.id', 'p.campaignId')
      .selectAll('p')
      .select(['a.name as author', 'c.name as campaign'])
      .where('p.workspaceId', '=', workspaceId)
      .where('p.deletedAt', 'is', null),
    'p.id',
    beyond,
  )
    .orderBy('p.id')
    .limit(limit)
    .execute()
  return rows.map(({ id, items, options, tags, author, campaign, createdAt, updatedAt }) => ({
    id,
    text: texts(items),
    items,
    options,
    tags,
    campaign,
    author,
    createdAt,
    updatedAt,
  }))
}

async function variants(db: Db, { workspaceId, beyond, limit }: Page) {
  // by post: a page ends where a post does
  const ids = await after(
    db.selectFrom('post').select('id').where('workspaceId', '=', workspaceId).where('deletedAt', 'is', null),
    'id',
    beyond,
  )
    .orderBy('id')
    .limit(limit)
    .execute()
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('variant as v')
    .innerJoin('account as a', 'a.id', 'v.accountId')
    .select(['v.postId', 'a.network', 'a.handle as account', 'v.items', 'v.options'])
    .where(
      'v.postId',
      'in',
      ids.map(({ id }) => id),
    )
    .orderBy('v.postId')
    .orderBy('a.handle')
    .execute()
  const last = ids.at(-1)?.id ?? ''
  const shown = rows.map(({ items, ...row }) => ({ ...row, text: items === null ? null : texts(items), items }))
  // a page of posts for no account still leads on
  return Object.assign(shown, { next: last })
}

async function deliveries(db: Db, { workspaceId, beyond, limit }: Page) {
  const rows = await after(
    db
      .selectFrom('delivery as d')
      .innerJoin('account as a', 'a.id', 'd.accountId')
      .innerJoin('post as p', 'p.id', 'd.postId')
      .leftJoin('campaign as c', 'c.id', 'p.campaignId')
      .leftJoin('deliveryResult as r', 'r.deliveryId', 'd.id')
      .select(['d.id', 'd.postId', 'd.kind', 'd.position', 'a.network', 'a.handle as account', 'd.origin', 'd.state'])
      .select(['d.reason', 'd.dueAt', 'd.sentAt', 'd.url', 'd.outbound', 'c.name as campaign', 'p.tags'])
      .select(['r.likes', 'r.reposts', 'r.replies', 'r.quotes', 'r.seenAt as resultsSeenAt'])
      .where('d.workspaceId', '=', workspaceId),
    'd.id',
    beyond,
  )
    .orderBy('d.id')
    .limit(limit)
    .execute()
  return rows.map(({ outbound, ...row }) => ({ ...row, text: outbound.text }))
}

async function results(db: Db, { workspaceId, beyond, limit }: Page) {
  const rows = await after(
    db
      .selectFrom('deliveryResult as r')
      .innerJoin('delivery as d', 'd.id', 'r.deliveryId')
      .innerJoin('account as a', 'a.id', 'd.accountId')
      .select(['d.id', 'a.network', 'a.handle as account', 'd.url', 'r.history'])
      .where('d.workspaceId', '=', workspaceId),
    'd.id',
    beyond,
  )
    .orderBy('d.id')
    .limit(limit)
    .execute()
  const looks = rows.flatMap(({ history, id, ...row }) =>
    history.map((point) => ({ deliveryId: id, ...row, ...point })),
  )
  return Object.assign(looks, { next: rows.at(-1)?.id })
}

function campaigns(db: Db, { workspaceId, beyond, limit }: Page) {
  return after(
    db
      .selectFrom('campaign')
      .select(['id', 'name', 'colour', 'createdAt', 'archivedAt'])
      .where('workspaceId', '=', workspaceId),
    'id',
    beyond,
  )
    .orderBy('id')
    .limit(limit)
    .execute()
}

async function slots(db: Db, { workspaceId, beyond, limit }: Page) {
  const accounts = await after(
    db.selectFrom('account').select('id').where('workspaceId', '=', workspaceId),
    'id',
    beyond,
  )
    .orderBy('id')
    .limit(limit)
    .execute()
  if (accounts.length === 0) return []
  const rows = await db
    .selectFrom('slot as s')
    .innerJoin('slotPlan as p', 'p.accountId', 's.accountId')
    .innerJoin('account as a', 'a.id', 's.accountId')
    .select(['a.network', 'a.handle as account', 's.day', 's.at', 'p.timeZone'])
    .where(
      's.accountId',
      'in',
      accounts.map(({ id }) => id),
    )
    .orderBy('s.accountId')
    .orderBy('s.day')
    .orderBy('s.at')
    .execute()
  return Object.assign(rows, { next: accounts.at(-1)?.id })
}

/** Everything of a workspace that can be taken along, each with its columns. */
export const sections = {
  posts: {
    columns: ['id', 'text', 'tags', 'campaign', 'author', 'options', 'items', 'createdAt', 'updatedAt'],
    read: posts,
  },
  variants: { columns: ['postId', 'network', 'account', 'text', 'items', 'options'], read: variants },
  deliveries: {
    columns: (
      'id postId kind position network account text state reason origin dueAt sentAt url campaign tags ' +
      'likes reposts replies quotes resultsSeenAt'
    ).split(' '),
    read: deliveries,
  },
  results: {
    columns: ['deliveryId', 'network', 'account', 'url', 'at', 'likes', 'reposts', 'replies', 'quotes'],
    read: results,
  },
  campaigns: { columns: ['id', 'name', 'colour', 'createdAt', 'archivedAt'], read: campaigns },
  slots: { columns: ['network', 'account', 'day', 'at', 'timeZone'], read: slots },
} satisfies Record<string, Section>

export type SectionName = keyof typeof sections
export const sectionNames = Object.keys(sections) as SectionName[]
