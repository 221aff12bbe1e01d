import DataLoader from 'dataloader'

/** Said of a member that a batch leaves out: it is done by itself, and the others do not wait for it. */
export const alone = Symbol('alone')

const failed = Symbol('failed')

export interface Batch<K, V> {
  /** Does all of them at once. Answers in the order of the keys. */
  many(keys: readonly K[]): Promise<readonly (V | typeof alone)[]>
  /**
   * Does one by itself.
   * @param failed its batch failed; otherwise it was left out
   */
  one(key: K, failed: boolean): Promise<V>
  /** Most keys in one batch. */
  readonly most: number
  /** Hears why a batch failed. */
  onFailure(error: unknown): void
}

/** After this time, in ms, the next batch no longer waits for the one that runs: one lost connection must not stop everything. */
const patience = 250

/**
 * Makes one call of many: while a batch runs, the next one fills. So a single call waits for nothing, and the more there is to do,
 * the more is done at once.
 */
export function inBatches<K, V>({ many, one, most, onFailure }: Batch<K, V>): (key: K) => Promise<V> {
  const turns = new Turns()
  const loader = new DataLoader<K, V | typeof alone | typeof failed>(
    async (keys) => {
      const leave = turns.enter()
      try {
        return await many(keys)
      } catch (error) {
        onFailure(error)
        return keys.map(() => failed)
      } finally {
        leave()
      }
    },
    { cache: false, maxBatchSize: most, batchScheduleFn: (start) => turns.queue(start) },
  )
  return async (key) => {
    const answer = await loader.load(key)
    return answer === alone || answer === failed ? one(key, answer === failed) : answer
  }
}

/** One at a time, as long as it does not take too long. */
class Turns {
  #running = 0
  readonly #waiting: (() => void)[] = []

  /** Starts when it is its turn, at the earliest when this round of the event loop is over: what else it brings belongs to it. */
  queue(start: () => void): void {
    this.#waiting.push(start)
    setImmediate(() => this.#next())
  }

  /** @returns to be called at the end */
  enter(): () => void {
    this.#running++
    let left = false
    const leave = () => {
      clearTimeout(slow)
      if (left) return
      left = true
      this.#running--
      this.#next()
    }
    const slow = setTimeout(leave, patience)
    return leave
  }

  #next(): void {
    if (this.#running === 0) this.#waiting.shift()?.()
  }
}
