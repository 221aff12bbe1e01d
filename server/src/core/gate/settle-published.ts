import { sql } from 'kysely'
import type { RemotePost } from '../../connectors/contract.ts'
import type { AccountHealth, Delivery } from '../../db/schema.ts'
import type { Core } from '../context.ts'
import { moving, type Moving } from '../deliveries/move.ts'
import { firstLook } from '../results/rhythm.ts'
import { gate } from './actor.ts'

/** What a move to `published` writes. */
export function publishedAs({ id, url, version }: RemotePost, attemptId: string | null, kind: string) {
  const now = new Date()
  return {
    to: 'published',
    actor: gate,
    action: 'published',
    set: {
      remoteId: id,
      url,
      remoteVersion: version ?? null,
      sentAt: now,
      nextTryAt: null,
      resultsAt: firstLook(kind, now),
    },
    audit: { attempt: attemptId, url },
  } as const
}

/** An attempt that the network has confirmed. */
export interface Publication {
  readonly sent: Delivery
  readonly attemptId: string
  readonly post: RemotePost
}

/**
 * The usual end of attempts, in one statement: the deliveries are as their permits left them. It changes those rows alone, which
 * nobody else changes as long as they are on the wire, so it needs no lock of their lanes.
 * @returns for each, what its account's health was; undefined when the delivery was given up meanwhile: it is settled the long way.
 */
export async function settlePublished(
  core: Core,
  publications: readonly Publication[],
): Promise<(AccountHealth | undefined)[]> {
  const moves = publications.map(({ sent, attemptId, post }): Moving => [sent, publishedAs(post, attemptId, sent.kind)])
  const settled = await moving(core.db, moves)
    .with('settled', (qb) =>
      qb
        .updateTable('attempt')
        .from('moved')
        .set({ outcome: 'published', settledAt: new Date(), reported: true, resolvedAt: new Date() })
        .whereRef('attempt.id', '=', 'moved.attemptId')
        .where(sql<boolean>`attempt.id = any(${publications.map(({ attemptId }) => attemptId)}::uuid[])`),
    )
    .selectFrom('moved')
    .innerJoin('account', 'account.id', 'moved.accountId')
    .select(['moved.id', 'account.health'])
    .execute()
  core.bell.ring()
  const health = new Map(settled.map((row) => [row.id, row.health]))
  return publications.map(({ sent }) => health.get(sent.id))
}
