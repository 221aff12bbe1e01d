import type { Problem } from '../api/problem.ts'

export interface Duplicate {
  readonly account: string
  readonly network: string
  readonly postId: string
  readonly at: string
  readonly text: string
  readonly same: boolean
  /** It is out; else it is planned. */
  readonly isOut: boolean
}

/** What a refusal says is repeated; nothing that has another shape. */
export function readDuplicates(problem: Problem): Duplicate[] {
  const given = problem['duplicates']
  if (!Array.isArray(given)) return []
  return given.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return []
    const { account, network, postId, at, text, same, state } = one as Record<string, unknown>
    if (typeof account !== 'string' || typeof network !== 'string' || typeof postId !== 'string') return []
    if (typeof at !== 'string' || typeof text !== 'string') return []
    return [{ account, network, postId, at, text, same: same === true, isOut: state === 'published' }]
  })
}
