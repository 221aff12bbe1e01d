import type { Account } from '../../db/schema.ts'

/** What rows may name. */
export interface Known {
  readonly accounts: readonly Account[]
  /** By name in small letters. */
  readonly campaigns: ReadonlyMap<string, string>
}

interface Found {
  readonly found: readonly Account[]
  readonly problems: readonly { readonly code: string; readonly detail: string }[]
}

const plain = (name: string) => name.trim().replace(/^@/, '').toLowerCase()

/**
 * The accounts a row names: handles or names, several apart by commas, semicolons or bars; `bluesky:handle` where two networks
 * know the same one. A row that names none is for those chosen for all.
 */
export function findAccounts(cell: string, network: string, known: Known, otherwise: readonly string[]): Found {
  const wanted = cell
    .split(/[,;|\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (wanted.length === 0) {
    const chosen = known.accounts.filter(({ id }) => otherwise.includes(id))
    const ofNetwork = chosen.filter((account) => network === '' || account.network === network.toLowerCase())
    return { found: ofNetwork, problems: [] }
  }
  const found = new Map<string, Account>()
  const problems: { code: string; detail: string }[] = []
  for (const name of wanted) {
    const matches = match(name, network, known.accounts)
    const [only] = matches
    if (only === undefined) problems.push({ code: 'account_unknown', detail: `No account here is called “${name}”.` })
    else if (matches.length > 1)
      problems.push({
        code: 'account_ambiguous',
        detail: `“${name}” is more than one account: write ${matches.map((one) => `${one.network}:${one.handle}`).join(' or ')}.`,
      })
    else found.set(only.id, only)
  }
  return { found: [...found.values()], problems }
}

function match(name: string, network: string, accounts: readonly Account[]): Account[] {
  const [, prefix = network, rest = name] = /^(bluesky|mastodon)[:/ ]+(.+)$/i.exec(name) ?? []
  const there = accounts.filter((one) => prefix === '' || one.network === prefix.toLowerCase())
  const wanted = plain(rest)
  const byHandle = there.filter(({ handle }) => plain(handle) === wanted)
  const matches = byHandle.length > 0 ? byHandle : there.filter(({ displayName }) => plain(displayName) === wanted)
  const connected = matches.filter(({ disconnectedAt }) => disconnectedAt === null)
  return connected.length > 0 ? connected : matches
}
