import { threadBroken } from '../../deliveries/thread.ts'
import type { Check } from './check.ts'

/**
 * An item of a thread, and a first comment, goes only when what is before it is public, at the place it was prepared to answer. A
 * thread that broke keeps its rest in.
 */
export const inSequence: Check = {
  name: 'in_sequence',
  judge(_tx, { delivery, outbound, answers, now }) {
    if (delivery.afterId === null) return undefined
    if (answers === undefined) return { kind: 'hold', reason: threadBroken }
    const { inReplyTo } = outbound
    if (inReplyTo?.parent.id === answers.parent.id && inReplyTo.root.id === answers.root.id) return undefined
    // prepared a moment too early: once more
    return { kind: 'wait', until: now.database, reason: 'not_its_turn' }
  },
}
