import type { Account, DeliveryOrigin, DeliveryState, HaltLevel } from '../db/schema.ts'
import { newId } from '../lib/ids.ts'
import { textColumns } from './draft.ts'
import type { TestWorld } from './world.ts'

interface HaltParts {
  readonly level?: HaltLevel
  /** Default: the world's; null: the installation. */
  readonly workspaceId?: string | null
  readonly network?: string
  readonly accountId?: string
  readonly campaignId?: string
  readonly reason?: string
  readonly sealedAt?: Date
}

/** A sealed halt, written straight into the database: for what comes after the seal. @returns its id */
export async function haltRow(world: TestWorld, parts: HaltParts): Promise<string> {
  const { level = 'all', workspaceId = world.workspaceId, network, accountId, campaignId, reason, sealedAt } = parts
  const id = newId()
  const now = sealedAt ?? new Date()
  await world.core.db
    .insertInto('halt')
    .values({
      id,
      level,
      workspaceId,
      network: network ?? null,
      accountId: accountId ?? null,
      campaignId: campaignId ?? null,
      reason: reason ?? null,
      haltedBy: world.owner.id,
      haltedByName: world.owner.name,
      sealedAt: now,
      silentAt: now,
    })
    .execute()
  return id
}

interface DeliveryParts {
  readonly account: Account
  readonly text: string
  readonly state?: DeliveryState
  readonly lateMinutes?: number
  readonly campaignId?: string
  readonly tags?: string[]
  readonly origin?: DeliveryOrigin
  readonly reason?: string
  readonly heldAt?: Date
  /** Of a post that is there already. */
  readonly postId?: string
}

/** A delivery that a halt held, with its post, written straight into the database. @returns its id */
export async function heldDelivery(world: TestWorld, parts: DeliveryParts): Promise<string> {
  const { account, text, state = 'held', lateMinutes = 5, campaignId, tags = [], origin = 'scheduled' } = parts
  const { db, connectors } = world.core
  const id = newId()
  const postId = parts.postId ?? newId()
  const { workspaceId } = account
  if (parts.postId === undefined) {
    const post = { id: postId, workspaceId, authorId: world.owner.id, ...textColumns(text), tags }
    await db
      .insertInto('post')
      .values({ ...post, campaignId: campaignId ?? null })
      .execute()
  }
  await db.insertInto('variant').values({ postId, accountId: account.id }).execute()
  await db
    .insertInto('delivery')
    .values({
      id,
      workspaceId,
      postId,
      accountId: account.id,
      origin,
      state,
      reason: state === 'held' ? (parts.reason ?? 'halted') : null,
      dueAt: new Date(Date.now() - lateMinutes * 60_000),
      outbound: JSON.stringify({ text, languages: ['fr'], createdAt: new Date().toISOString() }),
      key: connectors.bluesky.newKey(new Date()),
      updatedAt: parts.heldAt ?? new Date(),
    })
    .execute()
  return id
}
