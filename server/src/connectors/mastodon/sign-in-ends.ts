import type { Credentials, SignInEnd } from '../contract.ts'
import type { Fields } from './context.ts'

/** Access of Mastodon itself does not end. Other servers of its API say how many seconds it lasts, and renewing is not asked for. */
export function endOf(token: Fields | undefined, now: Date): { readonly endsAt?: string } {
  const seconds = token?.['expires_in']
  if (typeof seconds !== 'number' || seconds <= 0) return {}
  const at = new Date(now.getTime() + seconds * 1000)
  return Number.isNaN(at.getTime()) ? {} : { endsAt: at.toISOString() }
}

export function signInEnds({ endsAt }: Credentials): SignInEnd | undefined {
  return endsAt === undefined ? undefined : { at: new Date(endsAt), putOff: false }
}
