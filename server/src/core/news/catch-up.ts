import type { Network, NewsOutcome } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import { askNetwork } from '../accounts/ask-network.ts'
import type { Core } from '../context.ts'
import { note, standing } from './hold.ts'
import { takeNews } from './take.ts'

/** Takes everything that happened since one stood there. The first time, there is nothing to take: only the place is kept. */
export async function catchUp(
  core: Core,
  holder: string,
  account: Account,
  signal: AbortSignal,
): Promise<NewsOutcome | undefined> {
  const ask = core.connectors[account.network as Network].news
  while (ask !== undefined && !signal.aborted) {
    const since = await standing(core.db, account.id)
    const read = await askNetwork(core, account, (credentials) => ask(credentials, since))
    if (read.kind !== 'read') return read
    // taken first: whoever goes on from there has missed nothing
    await takeNews(core, account, read.items)
    if (read.at !== since) await note(core.db, holder, account.id, { seenUpTo: read.at })
    if (!read.more) return read
  }
  return undefined
}
