import type { Credentials, SignInEnd } from '../contract.ts'
import { readSession } from './context.ts'
import { readToken } from './token.ts'

/** A session can be renewed for some weeks, and each renewal begins them anew. An app password opens one whenever it ended. */
export function signInEnds(credentials: Credentials): SignInEnd | undefined {
  const { refreshJwt, appPassword } = readSession(credentials)
  if (appPassword !== undefined) return undefined
  const at = readToken(refreshJwt).expiresAt
  return at === undefined ? undefined : { at, putOff: true }
}
