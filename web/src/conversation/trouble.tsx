import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../api/types.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatSeconds } from '../time/format.ts'
import { Notice } from '../ui/notice.tsx'

interface TroubleProps {
  trouble: NonNullable<Conversation['trouble']>
  network: string
  retry: ReactNode
}

/** Why the answers cannot be read now, and what to do. */
export function Trouble({ trouble: { kind, retryAt }, network, retry }: TroubleProps) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  if (kind === 'gone') return <Notice>{t('conversation.trouble.gone', { network })}</Notice>
  if (kind === 'sign_in') {
    return (
      <Notice tone="hold" actions={<ToAccounts />}>
        {t('conversation.trouble.sign_in', { network })}
      </Notice>
    )
  }
  return (
    <Notice tone="hold" actions={retry}>
      {retryAt === null
        ? t('conversation.trouble.later', { network })
        : t('conversation.trouble.laterAt', {
            network,
            time: formatSeconds(retryAt, workspace.timeZone, i18n.language),
          })}
    </Notice>
  )
}

/** The account was connected before Vigie asked for this: nothing is wrong, and it could be better. */
export function NoLeave() {
  const { t } = useTranslation()
  return <Notice actions={<ToAccounts />}>{t('conversation.noLeave')}</Notice>
}

function ToAccounts() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  return (
    <LinkButton to={paths.accounts({ workspace: workspace.id })} variant="default" size="compact-sm">
      {t('conversation.trouble.accounts')}
    </LinkButton>
  )
}
