import type { Reply } from '../../connectors/contract.ts'

export interface Placed extends Reply {
  /** 0: it answers the post itself, or what follows the post in its thread. */
  readonly depth: number
}

/**
 * Each answer behind what it answers, with how deep it lies. What is ours to leave out (the thread itself) is not shown, and what
 * answers it is. One that answers what is not there stands at the end, as an answer to the post.
 */
export function inThread(replies: readonly Reply[], rootId: string, leftOut: ReadonlySet<string>): Placed[] {
  const known = new Set([rootId, ...replies.map(({ id }) => id)])
  const below = Map.groupBy(replies, ({ parentId }) => parentId)
  const placed: Placed[] = []
  const seen = new Set<string>()
  const waiting: { readonly reply: Reply; readonly depth: number }[] = []
  const push = (some: readonly Reply[], depth: number) =>
    waiting.push(...some.toReversed().map((reply) => ({ reply, depth })))
  push([...(below.get(rootId) ?? []), ...replies.filter(({ parentId }) => !known.has(parentId))], 0)
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { reply, depth } = next
    if (seen.has(reply.id)) continue
    seen.add(reply.id)
    const out = leftOut.has(reply.id)
    if (!out) placed.push({ ...reply, depth })
    push(below.get(reply.id) ?? [], out ? depth : depth + 1)
  }
  return placed
}
