import type { Credentials, SignInEnd } from '../contract.ts'
import { readSession, type Grant } from './context.ts'
import { readToken } from './token.ts'

/** How long leave given on a server's page lasts, in days, however often it is renewed: the times of the network's own server. */
const lasts = { known: 2 * 365, withoutAddress: 14 }

/**
 * A session can be renewed for some weeks, and each renewal begins them anew; an app password opens one whenever it ended. Leave
 * given on a server's page is renewed until its time is over.
 */
export function signInEnds(credentials: Credentials): SignInEnd | undefined {
  const { refreshJwt, appPassword, grant } = readSession(credentials)
  if (grant !== undefined) return endOfLeave(grant)
  if (appPassword !== undefined) return undefined
  const at = readToken(refreshJwt).expiresAt
  return at === undefined ? undefined : { at, putOff: true }
}

function endOfLeave({ givenAt, clientSecret }: Grant): SignInEnd | undefined {
  if (givenAt === undefined) return undefined
  const days = clientSecret === undefined ? lasts.withoutAddress : lasts.known
  return { at: new Date(givenAt.getTime() + days * 86_400_000), putOff: false }
}
