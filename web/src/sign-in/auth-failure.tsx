import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'

/** Why better-auth did not let somebody in, as far as a stranger may know. */
export type AuthFailure =
  | { readonly kind: 'refused' | 'too_many' | 'unreachable' | 'passkey' | 'wrong_code' | 'wrong_backup' | 'expired' }
  | { readonly kind: 'other'; readonly message: string }

interface AuthError {
  readonly status: number
  readonly code?: string | undefined
  readonly message?: string | undefined
}

const wrongCodes = ['INVALID_CODE', 'INVALID_BACKUP_CODE', 'TOTP_NOT_ENABLED']

export function toAuthFailure(error: AuthError): AuthFailure {
  if (error.status === 429 || error.code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE') return { kind: 'too_many' }
  if (error.code === 'ACCOUNT_TEMPORARILY_LOCKED') return { kind: 'too_many' }
  if (error.code === 'INVALID_TWO_FACTOR_COOKIE') return { kind: 'expired' }
  if (error.code === 'INVALID_BACKUP_CODE') return { kind: 'wrong_backup' }
  if (error.code !== undefined && wrongCodes.includes(error.code)) return { kind: 'wrong_code' }
  if (error.status === 0 || error.status >= 502) return { kind: 'unreachable' }
  if (error.status === 401 || error.status === 403 || error.code?.startsWith('INVALID_') === true)
    return { kind: 'refused' }
  return { kind: 'other', message: error.message ?? `HTTP ${error.status}` }
}

export function AuthNotice({ failure }: { failure: AuthFailure }) {
  const { t } = useTranslation()
  const sentence = () => {
    switch (failure.kind) {
      case 'refused':
        return t('entry.signIn.refused')
      case 'too_many':
        return t('entry.signIn.tooMany')
      case 'unreachable':
        return t('errors.UNREACHABLE')
      case 'passkey':
        return t('entry.signIn.passkeyFailed')
      case 'wrong_code':
        return t('entry.secondFactor.wrong')
      case 'wrong_backup':
        return t('entry.secondFactor.wrongBackup')
      case 'expired':
        return t('entry.secondFactor.expired')
      case 'other':
        return `${t('errors.UNKNOWN')} (${failure.message})`
    }
  }
  return (
    <Notice tone="hold" live="assertive">
      {sentence()}
    </Notice>
  )
}
