import type { Credentials } from '../../connectors/contract.ts'
import type { Account } from '../../db/schema.ts'
import type { Core } from '../context.ts'
import { leftToSpeech } from './allowance.ts'
import { openSignIn } from './sign-in.ts'

type NotAsked =
  | { readonly kind: 'later'; readonly retryAt?: Date; readonly detail: string }
  | { readonly kind: 'sign_in'; readonly detail: string }

/**
 * Asks a network something for an account, where its allowance is not wanted for speech. A network may call a sign-in expired
 * before its time: then it is renewed, and asked once more.
 */
export async function askNetwork<T extends { readonly kind: string }>(
  core: Core,
  account: Account,
  ask: (credentials: Credentials) => Promise<T>,
): Promise<T | NotAsked> {
  const retryAt = leftToSpeech(core, account)
  if (retryAt !== undefined) return { kind: 'later', retryAt, detail: 'What the network allows is kept for speaking' }
  for (const renew of [false, true]) {
    const { credentials, outcome } = await openSignIn(core, account, { renew })
    if (credentials === undefined)
      return outcome?.kind === 'later' ? outcome : { kind: 'sign_in', detail: outcome?.detail ?? 'No sign-in' }
    const answer = await ask(credentials)
    if (renew || !('reason' in answer) || answer.reason !== 'sign_in_expired') return answer
  }
  return { kind: 'later', detail: 'The sign-in could not be renewed' }
}
