import type { Credentials } from '../contract.ts'
import { check } from './check.ts'
import type { Context } from './context.ts'
import type { Trouble } from './errors.ts'

/** A 422 without a word did nothing. Some servers give it for a token that is none any more: the account tells which it was. */
export async function whoSaysNothing(context: Context, credentials: Credentials): Promise<Trouble> {
  const checked = await check(context, credentials)
  if (checked.kind === 'sign_in') return { kind: 'sign_in', detail: checked.detail }
  if (checked.kind === 'restricted') return { kind: 'rejected', reason: 'account_restricted', detail: checked.detail }
  return { kind: 'rejected', reason: 'invalid', detail: 'The server refused it and did not say why (HTTP 422)' }
}
