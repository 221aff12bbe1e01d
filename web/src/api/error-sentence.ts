import type { SignInRefusal } from '@vigie/server/contract'
import { signInRefusals } from '@vigie/server/contract'
/** Every refusal of the server as a sentence: what happened, what is safe, what to do. This file alone knows the codes. */
import type { TFunction } from 'i18next'
import type { errors } from '../i18n/en/errors.ts'
import { ApiError, type Problem } from './problem.ts'

type ErrorCode = Exclude<keyof typeof errors, 'title' | 'request'>

/** Empty for a code this version has no sentence for. */
function codeSentence(problem: Problem, t: TFunction): string {
  if (!/^[A-Z_]+$/.test(problem.code)) return ''
  const state = typeof problem['state'] === 'string' ? stateWord(problem['state'], t) : ''
  return t(`errors.${problem.code as ErrorCode}`, { state, defaultValue: '' })
}

function isSignInRefusal(value: unknown): value is SignInRefusal {
  return signInRefusals.some((reason) => reason === value)
}

/** Why the network refused to sign an account in, or undefined when the error is something else. */
export function refusalOf(error: unknown): SignInRefusal | undefined {
  if (!(error instanceof ApiError) || error.problem.code !== 'ACCOUNT_SIGN_IN_REFUSED') return undefined
  const reason = error.problem['reason']
  return isSignInRefusal(reason) ? reason : 'invalid'
}

/** What the server says of single fields, in its words: shown under the sentence. */
function fieldLines(problem: Problem): string[] {
  return (problem.errors ?? []).map(({ problem: what, remedy }) => [what, remedy].filter(Boolean).join(' '))
}

/** A refusal that was kept as `CODE: words`. */
export function refusalSentence(kept: string, t: TFunction): string {
  const [, code = '', words = kept] = /^([A-Z_]+): (.*)$/s.exec(kept) ?? []
  return codeSentence({ status: 0, code, title: '' }, t) || words
}

export interface ErrorSentence {
  readonly sentence: string
  readonly lines: readonly string[]
  /** For the log of whoever runs the installation; only where it helps. */
  readonly requestId?: string
}

// Their own words add something that no sentence of ours can know.
const tellDetail = new Set(['NETWORK_REFUSED', 'POST_INVALID', 'VALIDATION_FAILED', 'INVITATION_INVALID'])

export function errorSentence(error: unknown, t: TFunction): ErrorSentence {
  if (!(error instanceof ApiError)) return { sentence: t('errors.UNKNOWN'), lines: [String(error)] }
  const { problem } = error
  const refusal = refusalOf(error)
  if (refusal !== undefined) return { sentence: t(`accounts.refusal.${refusal}`), lines: [] }
  const ours = codeSentence(problem, t)
  const sentence = ours === '' ? (problem.detail ?? problem.title) : ours
  const detail = ours !== '' && tellDetail.has(problem.code) && problem.detail !== undefined ? [problem.detail] : []
  const fields = fieldLines(problem)
  return {
    sentence: sentence === '' ? t('errors.UNKNOWN') : sentence,
    lines: fields.length > 0 ? fields : detail,
    ...(problem.status >= 500 && problem.requestId !== undefined ? { requestId: problem.requestId } : {}),
  }
}

const states = ['scheduled', 'sending', 'published', 'held', 'failed', 'unconfirmed', 'cancelled', 'retracted'] as const

function stateWord(state: string, t: TFunction): string {
  const known = states.find((word) => word === state)
  return known === undefined ? state : t(`deliveries.state.${known}`)
}
