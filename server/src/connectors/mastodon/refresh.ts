import type { Credentials, RefreshOutcome } from '../contract.ts'
import { check } from './check.ts'
import type { Context } from './context.ts'

/** Access does not run out by itself, so there is nothing to renew: the server is asked whether it still stands. */
export async function refreshAuth(context: Context, credentials: Credentials): Promise<RefreshOutcome> {
  const checked = await check(context, credentials)
  const detail = 'detail' in checked ? checked.detail : ''
  switch (checked.kind) {
    case 'ok':
      return { kind: 'ok', credentials }
    case 'sign_in':
      return { kind: 'revoked', detail }
    case 'restricted':
      return { kind: 'restricted', detail }
    case 'rate_limited':
      return { kind: 'transient', detail, ...(checked.retryAt === undefined ? {} : { retryAt: checked.retryAt }) }
    case 'transient':
      return { kind: 'transient', detail }
  }
}
