import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import type { Account } from '../api/types.ts'
import { endingSignInsQuery } from '../needs/queries.ts'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { AccountRow } from './account-row.tsx'
import { ConnectDialog } from './connect-dialog.tsx'
import { Returned } from './returned.tsx'
import table from '../ui/table.module.css'

/** The profiles the workspace speaks with, and how each is doing. */
export function AccountsPage() {
  const { t } = useTranslation()
  const { may } = useHere()
  const manage = may('manageAccounts')
  const { workspace } = useParams({ strict: false }) as { workspace: string }
  const all = usePrefetched(accountsQuery(workspace))
  const connected = all.filter(({ disconnectedAt }) => disconnectedAt === null)
  const gone = all.filter(({ disconnectedAt }) => disconnectedAt !== null)
  const ending = useQuery(endingSignInsQuery(workspace)).data ?? []
  const { again } = useSearch({ strict: false }) as { again?: string }
  const navigate = useNavigate()
  // who comes to sign one in again has it asked at once
  const asked = manage ? all.find(({ id }) => id === again) : undefined
  const [dialog, open] = useState<'connect' | Account | null>(asked ?? null)
  const close = () => {
    open(null)
    if (again !== undefined) void navigate({ to: paths.accounts({ workspace }), search: {}, replace: true })
  }
  const connect = <Button onClick={() => open('connect')}>{t('accounts.connect')}</Button>
  return (
    <Page
      title={t('accounts.title')}
      lead={t('accounts.lead')}
      actions={manage && connected.length > 0 ? connect : undefined}
    >
      <Returned accounts={all} />
      {connected.length === 0 ? (
        <Empty title={t('accounts.empty')} action={manage ? connect : undefined}>
          {manage ? t('accounts.emptyBody') : t('accounts.emptyMayNot')}
        </Empty>
      ) : (
        <ul className={table.list}>
          {connected.map((account) => (
            <AccountRow
              key={account.id}
              account={account}
              ending={ending.find(({ accountId }) => accountId === account.id)}
              onReconnect={() => open(account)}
            />
          ))}
        </ul>
      )}
      {gone.length === 0 ? null : (
        <>
          <h2 style={{ fontSize: '1.0625rem', margin: '32px 0 8px' }}>{t('accounts.gone')}</h2>
          <ul className={table.list}>
            {gone.map((account) => (
              <AccountRow key={account.id} account={account} onReconnect={() => open(account)} />
            ))}
          </ul>
        </>
      )}
      {dialog === null ? null : <ConnectDialog account={dialog === 'connect' ? undefined : dialog} onClose={close} />}
    </Page>
  )
}
