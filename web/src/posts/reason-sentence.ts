import type { TFunction } from 'i18next'
import type { Role } from '../api/types.ts'
import type { Reason } from './reasons.ts'

/** Why it cannot be sent, in words. What a stop says leads somewhere: `WhyHalted`. */
export function reasonSentence(reason: Exclude<Reason, { kind: 'halted' }>, role: Role, t: TFunction): string {
  switch (reason.kind) {
    case 'role':
      return t('composer.why.role', { role: t(`people.roles.${role}`) })
    case 'no_account':
      return t('composer.why.noAccount')
    case 'empty':
      return t('composer.why.empty')
    case 'empty_item':
      return t('composer.why.emptyItem', { place: reason.place })
    case 'uploading':
      return t('composer.why.uploading')
    case 'alt_missing':
      return t('composer.why.altMissing')
    case 'overlong':
      return t('composer.why.overlong', {
        network: t(`accounts.network.${reason.network}`),
        over: reason.over,
        used: reason.count.used,
        limit: reason.count.limit,
      })
    case 'overlong_bytes':
      return t('composer.why.overlongBytes', {
        network: t(`accounts.network.${reason.network}`),
        used: reason.used,
        limit: reason.limit,
      })
    case 'needs_sign_in':
      return t('composer.why.needsSignIn', { handle: reason.handle })
    case 'restricted':
      return t('composer.why.restricted', { handle: reason.handle })
  }
}
