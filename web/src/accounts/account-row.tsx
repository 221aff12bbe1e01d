import { Anchor, Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { accountsQuery } from '../api/queries.ts'
import { serverNow } from '../api/server-clock.ts'
import type { Account, EndingSignIn } from '../api/types.ts'
import { withTexts } from '../i18n/start.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast, toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatDay, formatInstant, formatRelative, zoneCity } from '../time/format.ts'
import { Picture } from '../ui/avatar.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { pictureOf } from './avatar-address.ts'
import { endingWords } from './ending-words.ts'
import { HealthMark } from './health-mark.tsx'
import table from '../ui/table.module.css'
import classes from './accounts.module.css'

// with the clock and the zones: only for who opens it
const SlotsDialog = lazy(async () => ({
  default: (await withTexts('planning', () => import('../slots/slots-dialog.tsx'))).SlotsDialog,
}))

interface AccountRowProps {
  account: Account
  /** Where it must be signed in again, now or soon. */
  ending?: EndingSignIn | undefined
  onReconnect: () => void
}

export function AccountRow({ account, ending, onReconnect }: AccountRowProps) {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  const client = useQueryClient()
  const [asked, ask] = useDisclosure(false)
  const [showsSlots, slots] = useDisclosure(false)
  const params = { path: { workspaceId: workspace.id, id: account.id } }
  const refresh = () => client.invalidateQueries({ queryKey: accountsQuery(workspace.id).queryKey })
  const check = useMutation({
    mutationFn: () => unwrap(api.POST('/api/workspaces/{workspaceId}/accounts/{id}/check', { params })),
    onSuccess: () => toast(t('accounts.checked')),
    onError: toastError,
    onSettled: refresh,
  })
  const disconnect = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/workspaces/{workspaceId}/accounts/{id}', { params })),
    onSuccess: () => {
      ask.close()
      toast(t('accounts.disconnected', { handle: account.handle }))
    },
    onSettled: refresh,
  })
  const connected = account.disconnectedAt === null
  const help = account.health === 'ok' ? '' : t(`accounts.healthHelp.${account.health}`)
  const zone = workspace.timeZone
  const checkedAt =
    account.checkedAt === null ? (
      t('accounts.notChecked')
    ) : (
      <time
        dateTime={account.checkedAt}
        title={t('common.inZone', {
          time: formatInstant(account.checkedAt, zone, i18n.language),
          zone: zoneCity(zone),
        })}
      >
        {t('accounts.lastCheck', { when: formatRelative(Date.parse(account.checkedAt), serverNow(), i18n.language) })}
      </time>
    )
  return (
    <li className={`${table.row} ${classes.row}`}>
      <Picture src={pictureOf(workspace.id, account)} name={account.displayName || account.handle} size={48} />
      <div className={table.grow}>
        <div className={classes.names}>
          <span className={table.name}>{account.displayName || account.handle}</span>
          {connected ? <HealthMark health={account.health} /> : null}
        </div>
        <div className={table.quiet}>
          <Anchor href={account.url} target="_blank" rel="noreferrer" c="inherit" title={t('accounts.open')}>
            {`@${account.handle}`}
          </Anchor>
          {` · ${t(`accounts.network.${account.network}`)} · ${t('accounts.since', { day: formatDay(account.connectedAt, zone, i18n.language) })}`}
          {connected ? <> · {checkedAt}</> : null}
        </div>
        {connected && help !== '' ? <p className={classes.help}>{help}</p> : null}
        {/* that it must be signed in again is said above: here, what depends on it */}
        {connected && ending !== undefined && (help === '' || ending.scheduled > 0) ? (
          <p className={classes.help}>
            <strong>{endingWords(ending, zone, i18n.language, t)}</strong>
          </p>
        ) : null}
        {connected && account.health !== 'ok' && account.healthDetail !== null ? (
          <p className={table.quiet}>{t('accounts.detail', { detail: account.healthDetail })}</p>
        ) : null}
      </div>
      <div className={table.ends}>
        {connected && may('checkAccount') ? (
          <Button variant="default" size="xs" loading={check.isPending} onClick={() => check.mutate()}>
            {t('accounts.check')}
          </Button>
        ) : null}
        {connected ? (
          <Button variant="default" size="xs" onClick={slots.open}>
            {t('slots.open')}
          </Button>
        ) : null}
        {may('manageAccounts') ? (
          <Button
            variant={account.health === 'needs_sign_in' || ending !== undefined || !connected ? 'filled' : 'default'}
            size="xs"
            onClick={onReconnect}
          >
            {t('accounts.reconnect')}
          </Button>
        ) : null}
        {connected && may('manageAccounts') ? (
          <Button variant="default" size="xs" onClick={ask.open}>
            {t('accounts.disconnect')}
          </Button>
        ) : null}
      </div>
      {showsSlots ? (
        <Suspense fallback={null}>
          <SlotsDialog account={account} onClose={slots.close} />
        </Suspense>
      ) : null}
      <Confirm
        opened={asked}
        title={t('accounts.disconnectTitle', { handle: account.handle })}
        confirmLabel={t('accounts.disconnect')}
        cancelLabel={t('common.cancel')}
        loading={disconnect.isPending}
        submitError={<ErrorNotice error={disconnect.error} />}
        onConfirm={() => disconnect.mutate()}
        onClose={ask.close}
      >
        {t('accounts.disconnectBody')}
      </Confirm>
    </li>
  )
}
