import type { Connector, Network } from '../connectors/contract.ts'
import type { Bell } from '../db/bell.ts'
import type { Db, Tx } from '../db/pool.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import type { SecretBox } from '../lib/secret-box.ts'
import type { Store } from '../lib/store/store.ts'
import type { Mailer } from './notifications/mailer.ts'

/** What the product's functions work with. Made once per process. */
export interface Core {
  readonly db: Db
  /** Two connections of its own for the emergency stop, which nobody else uses: it answers when every other one is taken. */
  readonly urgent: Db
  readonly clock: Clock
  readonly box: SecretBox
  readonly log: Log
  readonly bell: Bell
  readonly connectors: Readonly<Record<Network, Connector>>
  /** Where pictures and videos are kept. */
  readonly store: Store
  /** Folder for files that are on their way into the store. */
  readonly incoming: string
  /** A picture from the web, through the guarded client; undefined when it cannot be had. */
  fetchImage(
    url: string,
    largest?: number,
  ): Promise<{ readonly contentType: string; readonly bytes: Buffer } | undefined>
  /** A page from the web, through the guarded client; undefined when it cannot be had. */
  fetchPage(url: string): Promise<{ readonly url: string; readonly html: string } | undefined>
  /** Absent where the installation sends no mail. */
  readonly mail?: Mailer | undefined
  /** Names this process in attempts; anew when it was declared gone while it runs. */
  workerId: string
}

/** What is needed to keep files. */
export type Files = Pick<Core, 'db' | 'bell' | 'store' | 'incoming'>

/** deadlock_detected: PostgreSQL gave a transaction up, and nothing of it has happened. */
const deadlock = '40P01'
const tries = 3

/**
 * The one way to change something: a transaction, and a ring of the bell when it is committed. Each statement must see what was
 * committed before it began: a permit reads the halts after it got the halt lock (I2). So the database's default does not count.
 *
 * Who changes several lanes at once may meet the job runner, which ends several jobs at once in an order of its own. One of the two
 * is given up by the database then; ours is done again.
 * @param change may be called again: it changes the database and nothing else
 */
export async function transact<T>(core: Pick<Core, 'db' | 'bell'>, change: (tx: Tx) => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left--) {
    try {
      const result = await core.db.transaction().setIsolationLevel('read committed').execute(change)
      core.bell.ring()
      return result
    } catch (error) {
      if (left === 0 || (error as { code?: unknown }).code !== deadlock) throw error
    }
  }
}
