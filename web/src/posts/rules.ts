/** How a text is counted for the accounts it is for: by the network, and by the account's own server where that differs. Pure. */
import type { Count, Network, Segment } from '@vigie/server/contract'
import { textRules } from '@vigie/server/text'
import type { Account } from '../api/types.ts'

export interface Rule {
  readonly key: string
  readonly network: Network
  /** The server, where accounts of one network are counted in several ways. */
  readonly server: string | undefined
  count(text: string, contentWarning?: string): Count
  segments(text: string): Segment[]
}

type Counted = Pick<Account, 'network' | 'service' | 'textLimits'>

/** The same limits are one rule, however many accounts. Without any account: the first network's. */
export function rulesOf(accounts: readonly Counted[]): Rule[] {
  const rules = new Map<string, Rule>()
  const of = (network: Network) => accounts.filter((account) => account.network === network)
  for (const { network, service, textLimits } of accounts) {
    const key = keyOf({ network, textLimits })
    const several = new Set(of(network).map(keyOf)).size > 1
    const limits = textLimits ?? undefined
    const server = several && URL.canParse(service) ? new URL(service).host : undefined
    if (!rules.has(key)) rules.set(key, rule(key, network, server, limits))
  }
  return rules.size === 0 ? [rule('bluesky', 'bluesky', undefined, undefined)] : [...rules.values()]
}

const keyOf = ({ network, textLimits }: Pick<Counted, 'network' | 'textLimits'>): string =>
  textLimits === null ? network : `${network} ${textLimits.characters} ${textLimits.perLink}`

function rule(
  key: string,
  network: Network,
  server: string | undefined,
  limits: NonNullable<Account['textLimits']> | undefined,
): Rule {
  const { count, segments } = textRules[network]
  return { key, network, server, count: (text, contentWarning) => count(text, limits, contentWarning), segments }
}
