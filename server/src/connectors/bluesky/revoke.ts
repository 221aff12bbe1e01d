import type { Credentials } from '../contract.ts'
import { clientFor, readSession, type Context } from './context.ts'
import { serverOf } from './oauth/client.ts'

/** Ends a sign-in on its server. An app password stays, until its person withdraws it there. */
export async function revoke(context: Context, credentials: Credentials): Promise<void> {
  try {
    const { grant, service, refreshJwt } = readSession(credentials)
    if (grant === undefined) {
      await clientFor(context.http, service, refreshJwt).com.atproto.server.deleteSession()
      return
    }
    await (await serverOf(context, grant, service, grant.proofSecret)).revoke(refreshJwt)
  } catch {
    return // it ends by itself, later
  }
}
