import type { ConversationOutcome } from '../../connectors/contract.ts'

/** How long what was read is shown again without asking the network, in ms. */
const freshFor = 60_000
/** Trouble is looked at again sooner. */
const troubleFor = 15_000
/** However much happens: the network is asked no more often than this for one conversation. */
const atMostEvery = 5_000
const most = 300

type Read = Extract<ConversationOutcome, { kind: 'read' }>
type Trouble = Exclude<ConversationOutcome, Read>

export interface Kept {
  /** What the network said last, if it ever said something since the process began. */
  readonly read?: Read
  readonly readAt?: Date
  readonly trouble?: Trouble
}

interface Entry {
  readonly news: number
  readonly began: number
  readonly until: number
  readonly what: Promise<Kept>
}

/**
 * Conversations as this process read them last: what strangers wrote is kept in memory alone, for as long as somebody looks at it,
 * and never in the database. Each is read by one at a time, whoever asks.
 */
export class KeptConversations {
  readonly #entries = new Map<string, Entry>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /**
   * @param news when something was last heard of it: what was read before that is old
   * @returns `again`: there is something newer, which is to be asked for in a moment
   */
  async get(
    id: string,
    news: number,
    read: () => Promise<ConversationOutcome>,
    wall: () => Date,
  ): Promise<Kept & { readonly again: boolean }> {
    const now = this.#now()
    const kept = this.#entries.get(id)
    if (kept !== undefined && now < kept.until) {
      const old = kept.news !== news
      if (!old || now < kept.began + atMostEvery) return { ...(await kept.what), again: old }
    }
    const what = this.#read(kept, read, wall)
    const entry = { news, began: now, what }
    this.#entries.delete(id)
    this.#entries.set(id, { ...entry, until: now + freshFor })
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= most) break
      this.#entries.delete(oldest)
    }
    const said = await what.catch((error: unknown) => {
      if (this.#entries.get(id)?.what === what) this.#entries.delete(id)
      throw error
    })
    if (said.trouble !== undefined && this.#entries.get(id)?.what === what)
      this.#entries.set(id, { ...entry, until: now + troubleFor })
    return { ...said, again: false }
  }

  /** What was read before stays to be seen when the network does not answer. */
  async #read(before: Entry | undefined, read: () => Promise<ConversationOutcome>, wall: () => Date): Promise<Kept> {
    const { trouble: _, ...last } = (await before?.what.catch(() => undefined)) ?? {}
    const outcome = await read()
    return outcome.kind === 'read' ? { read: outcome, readAt: wall() } : { ...last, trouble: outcome }
  }
}
