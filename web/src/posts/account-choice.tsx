import { Checkbox, Group } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pictureOf } from '../accounts/avatar-address.ts'
import { healthIcons } from '../accounts/health-mark.tsx'
import type { Account } from '../api/types.ts'
import { endingSignInsQuery } from '../needs/queries.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatNearDay } from '../time/format.ts'
import { Picture } from '../ui/avatar.tsx'
import { Notice } from '../ui/notice.tsx'
import classes from './compose.module.css'

interface AccountChoiceProps {
  accounts: readonly Account[]
  value: readonly string[]
  onChange: (ids: string[]) => void
  disabled: boolean
}

/** Which accounts speak. Each with its picture, name and handle, and what stands in its way. */
export function AccountChoice({ accounts, value, onChange, disabled }: AccountChoiceProps) {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  const ending = useQuery(endingSignInsQuery(workspace.id)).data
  if (accounts.length === 0) {
    const connect = may('manageAccounts') ? (
      <LinkButton to={paths.accounts({ workspace: workspace.id })} variant="default">
        {t('composer.connectFirst')}
      </LinkButton>
    ) : undefined
    return <Notice actions={connect}>{t('composer.noAccounts')}</Notice>
  }
  return (
    <Checkbox.Group label={t('composer.accounts')} value={[...value]} onChange={onChange}>
      <Group gap="xs" mt={4}>
        {accounts.map((account) => {
          const { over = false, endsAt = null } = ending?.find(({ accountId }) => accountId === account.id) ?? {}
          const health = over ? 'needs_sign_in' : account.health
          const Trouble = health === 'ok' ? undefined : healthIcons[health]
          return (
            <Checkbox.Card key={account.id} value={account.id} disabled={disabled} className={classes.account}>
              <Checkbox.Indicator />
              <Picture src={pictureOf(workspace.id, account)} name={account.displayName || account.handle} size={32} />
              <span className={classes.accountWords}>
                <strong>{account.displayName || account.handle}</strong>
                <span>{`@${account.handle} · ${t(`accounts.network.${account.network}`)}`}</span>
                {Trouble === undefined ? null : (
                  <span className={classes.trouble}>
                    <Trouble size={14} aria-hidden /> {t(`accounts.health.${health}`)}
                  </span>
                )}
                {over || endsAt === null ? null : (
                  <span className={classes.trouble}>
                    <IconKey size={14} aria-hidden />
                    {t('accounts.signInEnds', { day: formatNearDay(endsAt, workspace.timeZone, i18n.language) })}
                  </span>
                )}
              </span>
            </Checkbox.Card>
          )
        })}
      </Group>
    </Checkbox.Group>
  )
}
