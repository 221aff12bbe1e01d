/** What a notification says, and where it leads. */
import type { TFunction } from 'i18next'
import type { Notification } from '../api/types.ts'
import { paths } from '../shell/paths.ts'

export function saysWhat(
  { kind, by, handle, action, scheduled, endsAt }: Notification,
  t: TFunction,
  day: (iso: string) => string,
): string {
  const account = `@${handle ?? ''}`
  switch (kind) {
    case 'delivery_held':
    case 'delivery_failed':
    case 'delivery_unconfirmed':
      return t(`notifications.says.${kind}`, { handle: account })
    case 'approval_asked':
      return t('notifications.says.approval_asked', { name: by })
    case 'approval_answered':
      return answered(action, by, t)
    case 'mention':
      return t('notifications.says.mention', { name: by })
    case 'account_needs_sign_in':
      return t('notifications.says.account_needs_sign_in', { handle: account })
    case 'sign_in_ending':
      return t('notifications.says.sign_in_ending', {
        handle: account,
        count: scheduled ?? 0,
        time: endsAt === null ? '' : day(endsAt),
      })
  }
}

function answered(action: string, name: string, t: TFunction): string {
  if (action === 'approval.approved') return t('notifications.says.approved', { name })
  if (action === 'approval.refused') return t('notifications.says.refused', { name })
  if (action === 'approval.overridden') return t('notifications.says.overridden', { name })
  return t('notifications.says.expired')
}

export function leadsTo({ postId }: Pick<Notification, 'postId'>, workspace: string): string {
  return postId === null ? paths.accounts({ workspace }) : paths.post({ workspace, post: postId })
}
