import type { TFunction } from 'i18next'
import type { EndingSignIn } from '../api/types.ts'
import { formatNearDay } from '../time/format.ts'

/** When a sign-in ends, and what depends on it. */
export function endingWords(signIn: EndingSignIn, zone: string, language: string, t: TFunction): string {
  const { handle, endsAt, over, scheduled: count } = signIn
  if (over || endsAt === null) return t('accounts.ending.over', { handle, count })
  return t('accounts.ending.soon', { handle, count, day: formatNearDay(endsAt, zone, language) })
}
