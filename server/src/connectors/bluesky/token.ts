import { readJson } from './errors.ts'

interface Claims {
  readonly expiresAt: Date | undefined
  /** True for a session that an app password opened: it may not change the account itself. */
  readonly fromAppPassword: boolean
}

/** What a token of the network says of itself. Read, not verified: it is for our planning alone. */
export function readToken(jwt: string): Claims {
  const payload = readJson(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) ?? {}
  const { exp, scope } = payload
  return {
    expiresAt: typeof exp === 'number' ? new Date(exp * 1000) : undefined,
    fromAppPassword: typeof scope === 'string' && scope.startsWith('com.atproto.appPass'),
  }
}
