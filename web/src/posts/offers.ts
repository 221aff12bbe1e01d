/** What the networks of some accounts have to choose, by what their connectors declare. Pure. */
import { quotePolicies, replyRules, visibilities } from '@vigie/server/contract'
import type { Network, QuotePolicy, ReplyRule, Visibility } from '@vigie/server/contract'
import type { Account } from '../api/types.ts'

/** What is asked here of a connector's capabilities (`connectors/contract.ts`). */
export interface Has {
  readonly kinds: readonly string[]
  readonly visibility: readonly Visibility[]
  readonly replyControl: readonly ReplyRule[]
  readonly changeReplyControl: boolean
  readonly quotePolicy: readonly QuotePolicy[]
  readonly quotePolicyFeature?: string
  readonly contentWarning?: 'text' | readonly string[]
  /** The card of a link is ours to make. */
  readonly linkCards?: boolean
}

/** A choice, and which of the networks have it. */
export interface Offer<T> {
  readonly values: readonly T[]
  readonly networks: readonly Network[]
}

export interface Offers {
  readonly warning: Offer<string>
  readonly labels: Offer<string>
  readonly visibility: Offer<Visibility>
  readonly replyControl: Offer<ReplyRule>
  readonly quotePolicy: Offer<QuotePolicy>
  readonly linkCard: Offer<string>
  readonly firstComment: Offer<string>
}

type Speaker = Pick<Account, 'network' | 'features'>

export function offersOf(accounts: readonly Speaker[], has: (network: Network) => Has | undefined): Offers {
  const offer = <T extends string>(order: readonly T[] | null, of: (has: Has, account: Speaker) => readonly T[]) => {
    const all = accounts.flatMap((account) => {
      const known = has(account.network)
      const values = known === undefined ? [] : of(known, account)
      return values.length === 0 ? [] : [{ network: account.network, values }]
    })
    const found = new Set(all.flatMap(({ values }) => values))
    const values = order === null ? [...found] : order.filter((value) => found.has(value))
    return { values, networks: [...new Set(all.map(({ network }) => network))] }
  }
  const knows = ({ quotePolicyFeature }: Has, { features }: Speaker) =>
    quotePolicyFeature === undefined || features.includes(quotePolicyFeature)
  return {
    warning: offer<string>(null, ({ contentWarning }) => (contentWarning === 'text' ? ['text'] : [])),
    labels: offer<string>(null, ({ contentWarning }) => (typeof contentWarning === 'object' ? contentWarning : [])),
    visibility: offer(visibilities, ({ visibility }) => visibility),
    replyControl: offer(replyRules, ({ replyControl }) => replyControl),
    quotePolicy: offer(quotePolicies, (one, account) => (knows(one, account) ? one.quotePolicy : [])),
    linkCard: offer<string>(null, ({ linkCards }) => (linkCards === true ? ['card'] : [])),
    firstComment: offer<string>(null, ({ kinds }) => kinds.filter((kind) => kind === 'first_comment')),
  }
}
