/** Which of the held deliveries a person wants to see: kept in the address, so that it can be sent to a colleague. */
export interface HeldFilter {
  readonly haltId?: string
  readonly accountId?: string
  readonly campaignId?: string
  readonly q?: string
  readonly tag?: string
}

export interface HeldSearch {
  readonly account?: string
  readonly campaign?: string
  readonly q?: string
  readonly tag?: string
}

const names = ['account', 'campaign', 'q', 'tag'] as const

/** What the address says, without what is empty or no text. */
export function readSearch(search: Readonly<Record<string, unknown>>): HeldSearch {
  const given = names.flatMap((name) => {
    const value = search[name]
    // the router reads a number where somebody looks for one
    const words = typeof value === 'number' ? String(value) : value
    return typeof words === 'string' && words.trim() !== '' ? [[name, words] as const] : []
  })
  return Object.fromEntries(given)
}

export function toFilter({ account, campaign, q, tag }: HeldSearch, haltId: string | undefined): HeldFilter {
  return {
    ...(haltId === undefined ? {} : { haltId }),
    ...(account === undefined ? {} : { accountId: account }),
    ...(campaign === undefined ? {} : { campaignId: campaign }),
    ...(q === undefined ? {} : { q }),
    ...(tag === undefined ? {} : { tag }),
  }
}

export const isNarrowed = (search: HeldSearch): boolean => Object.keys(search).length > 0
