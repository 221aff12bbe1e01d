import { sql } from 'kysely'
import type { Db } from './pool.ts'

/** The channel the bell rings on. */
export const bellChannel = 'vigie_changed'

/**
 * What is told beside the record: somebody has new notifications, who has a post open has changed, somebody answered a post, or
 * its numbers were read.
 */
export type Hint =
  | { readonly kind: 'notifications'; readonly workspaceId: string }
  | { readonly kind: 'presence' | 'conversation' | 'results'; readonly workspaceId: string; readonly postId: string }

/** Rings after a commit that others may want to know of. Rings close together become one; a lost one is caught up by polling. */
export interface Bell {
  ring(): void
  /** Says what changed where it leaves no entry in the record. Nobody counts on it: one that is lost is made up by the next. */
  hint(hint: Hint): void
}

/**
 * Tells every process that something was committed. Outside the transaction: a notification inside it would make all commits wait
 * for one lock. Rings within 20 ms become one; a ring that is lost is made up by the feed's own look.
 */
export function createBell(db: Db, onError: (error: unknown) => void): Bell {
  let pending = false
  return {
    ring() {
      if (pending) return
      pending = true
      setTimeout(() => {
        pending = false
        sql`select pg_notify(${bellChannel}, '')`.execute(db).catch(onError)
      }, 20)
    },
    hint(hint) {
      sql`select pg_notify(${bellChannel}, ${JSON.stringify(hint)})`.execute(db).catch(onError)
    },
  }
}
