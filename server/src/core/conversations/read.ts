import type { ConversationOutcome, Network } from '../../connectors/contract.ts'
import type { NewsState } from '../../db/schema/news.ts'
import { askNetwork } from '../accounts/ask-network.ts'
import { findAccountById } from '../accounts/find.ts'
import type { Core } from '../context.ts'
import { findDelivery } from '../deliveries/find.ts'
import { errors } from '../errors.ts'
import { readResultsSoon } from '../results/soon.ts'
import { inThread, type Placed } from './in-thread.ts'
import { KeptConversations } from './keep.ts'

export interface ShownReply extends Placed {
  /** Written by the account itself, here or elsewhere. */
  readonly own: boolean
}

export interface Conversation {
  readonly replies: readonly ShownReply[]
  /** How many stand directly under the post, those of its own thread included: what a network counts. */
  readonly direct: number
  readonly hidden: number
  readonly more: boolean
  readonly readAt: Date | null
  /** Why it could not be read now. What was read before is shown all the same. */
  readonly trouble: { readonly kind: 'gone' | 'later' | 'sign_in'; readonly retryAt: Date | null } | null
  /** How one hears of new ones; null: only by looking. `not_allowed`: the sign-in has no leave for it. */
  readonly hears: NewsState | null
  /** Something newer is known of: ask again in a moment. */
  readonly again: boolean
}

const nothing: Conversation = {
  replies: [],
  direct: 0,
  hidden: 0,
  more: false,
  readAt: null,
  trouble: { kind: 'gone', retryAt: null },
  hears: null,
  again: false,
}

const kept = new WeakMap<Core['connectors'], KeptConversations>()

/**
 * What people answered under a delivery that is out, read from its network when somebody looks.
 * @throws NOT_FOUND, NETWORK_UNSUPPORTED
 */
export async function readConversation(core: Core, workspaceId: string, deliveryId: string): Promise<Conversation> {
  const { accountId, postId, state, remoteId, subjectId } = await findDelivery(core.db, workspaceId, deliveryId)
  // not out, or not any more: taken down this moment, while a page shows it
  if (state !== 'published' || remoteId === null || subjectId !== null) return nothing
  const account = await findAccountById(core.db, accountId)
  const connector = core.connectors[account.network as Network]
  const read = connector.conversation
  if (read === undefined) throw errors.networkUnsupported('This network does not tell what people answer.')
  const thread = await core.db
    .selectFrom('delivery')
    .select(['remoteId', 'newsAt'])
    .where('postId', '=', postId)
    .where('accountId', '=', accountId)
    .execute()
  const news = Math.max(0, ...thread.map(({ newsAt }) => newsAt?.getTime() ?? 0))
  let conversations = kept.get(core.connectors)
  if (conversations === undefined) {
    conversations = new KeptConversations(() => core.clock.monotonic())
    kept.set(core.connectors, conversations)
  }
  const ask = async (): Promise<ConversationOutcome> => {
    const outcome = await askNetwork(core, account, (credentials) => read(credentials, remoteId))
    if (outcome.kind !== 'read') core.log.debug({ accountId, outcome: outcome.kind }, 'a conversation was not read')
    else await countAnew(core, deliveryId, directUnder(remoteId, outcome))
    return outcome
  }
  const known = await conversations.get(deliveryId, news, ask, () => core.clock.wall())
  const listening = await core.db
    .selectFrom('accountNews')
    .select('state')
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  const own = new Set(thread.flatMap((one) => one.remoteId ?? []))
  const { read: said, trouble } = known
  return {
    replies: inThread(said?.replies ?? [], remoteId, own).map((reply) => ({
      ...reply,
      own: reply.author.id === account.remoteId,
    })),
    direct: said === undefined ? 0 : directUnder(remoteId, said),
    hidden: said?.hidden ?? 0,
    more: said?.more ?? false,
    readAt: known.readAt ?? null,
    trouble:
      trouble === undefined
        ? null
        : { kind: trouble.kind, retryAt: ('retryAt' in trouble ? trouble.retryAt : undefined) ?? null },
    hears: listening?.state ?? null,
    again: known.again,
  }
}

const directUnder = (remoteId: string, { replies }: Extract<ConversationOutcome, { kind: 'read' }>): number =>
  replies.filter(({ parentId }) => parentId === remoteId).length

/** More answers are there than were counted last: the numbers are old. */
async function countAnew(core: Core, deliveryId: string, direct: number): Promise<void> {
  const counted = await core.db
    .selectFrom('deliveryResult')
    .select('replies')
    .where('deliveryId', '=', deliveryId)
    .executeTakeFirst()
  if (direct > (counted?.replies ?? 0)) await readResultsSoon(core, [deliveryId])
}
