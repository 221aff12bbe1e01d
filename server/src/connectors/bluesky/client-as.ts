import type { AtpBaseClient } from '@atproto/api'
import { clientFor, type Context, type Session } from './context.ts'
import { provenFetch } from './oauth/proof.ts'

/** The network's own client, in the name of an account. For reading and reversible steps; never for a post. */
export function clientAs(context: Context, session: Session, fetch = context.http.fetch): AtpBaseClient {
  const { pdsUrl, accessJwt, grant } = session
  if (grant === undefined) return clientFor({ fetch }, pdsUrl, accessJwt)
  return clientFor({ fetch: provenFetch(context, { accessJwt, grant }, fetch) }, pdsUrl)
}
