import type { Tx } from '../../db/pool.ts'
import { errors } from '../errors.ts'
import { readMissingApproval } from './stand.ts'

/** Who plans a post that needs approval asks for it first. @throws APPROVAL_REQUIRED */
export async function assertAsked(tx: Tx, postId: string): Promise<void> {
  if ((await readMissingApproval(tx, postId)) === 'approval_missing')
    throw errors.approvalRequired('Ask for approval, with the time it is to go out; or have an owner let it pass.')
}

/** What lacks approval does not go out now: the gate would only hold it again. @throws APPROVAL_REQUIRED */
export async function assertApproved(tx: Tx, postId: string): Promise<void> {
  const reason = await readMissingApproval(tx, postId)
  if (reason !== undefined)
    throw errors.approvalRequired('It lacks approval. Have it approved first, or give it a later time.', { reason })
}
