/** Why a delivery is where it is, and what to do: one sentence for every stable word of the server. */
import type { TFunction } from 'i18next'
import type { deliveryCard } from '../i18n/en/delivery-card.ts'

type KnownReason = Exclude<keyof typeof deliveryCard.reason, 'check_failed' | 'other'>

const checkFailed = 'check_failed:'

export function reasonSentence(reason: string, t: TFunction): string {
  if (reason.startsWith(checkFailed))
    return t('deliveries.reason.check_failed', { name: reason.slice(checkFailed.length) })
  const known = /^[a-z_]+$/.test(reason) ? t(`deliveries.reason.${reason as KnownReason}`, { defaultValue: '' }) : ''
  return known === '' ? t('deliveries.reason.other', { reason }) : known
}
