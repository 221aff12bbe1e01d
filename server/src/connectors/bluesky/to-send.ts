import type { SendRequest, SendResult } from '../http.ts'
import type { Context, Session } from './context.ts'
import { provenHeaders, rememberNonce } from './oauth/proof.ts'
import { rememberRate } from './rate.ts'

/** Of `com.atproto.repo`. */
export type WritingMethod = 'putRecord' | 'applyWrites' | 'deleteRecord'

/** The one irreversible request of a permit, ready to leave. Asks nothing of anybody: what its proof needs was asked for in `prepare`. */
export async function toSend(
  context: Context,
  session: Session,
  method: WritingMethod,
  input: object,
): Promise<SendRequest> {
  const { pdsUrl, accessJwt, grant } = session
  const url = `${pdsUrl}/xrpc/com.atproto.repo.${method}`
  const signIn =
    grant === undefined
      ? { authorization: `Bearer ${accessJwt}` }
      : await provenHeaders(context, { accessJwt, grant }, 'POST', url)
  return {
    url,
    method: 'POST',
    headers: { ...signIn, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }
}

/** What an answer to a write says beside its outcome: the account's allowance, and what the next proof needs. */
export function rememberAnswer(context: Context, { did, pdsUrl }: Session, result: SendResult): void {
  if (result.kind === 'answer') rememberNonce(context, pdsUrl, result.headers['dpop-nonce'])
  rememberRate(context, did, result)
}
