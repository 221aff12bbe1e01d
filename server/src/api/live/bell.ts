import { sql } from 'kysely'
import type { Bell } from '../../core/context.ts'
import type { Db } from '../../db/pool.ts'
import type { Log } from '../../lib/log.ts'
import { bellChannel } from './feed.ts'

/**
 * Tells every process that something was committed. Outside the transaction: a notification inside it would make all commits wait
 * for one lock. Rings within 20 ms become one; a ring that is lost is made up by the feed's own look.
 */
export function createBell(db: Db, log: Log): Bell {
  let pending = false
  return {
    ring() {
      if (pending) return
      pending = true
      setTimeout(() => {
        pending = false
        sql`select pg_notify(${bellChannel}, '')`
          .execute(db)
          .catch((err: unknown) => log.debug({ err }, 'the bell did not ring'))
      }, 20)
    },
  }
}
