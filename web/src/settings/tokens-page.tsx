import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { tokensQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import { serverNow } from '../api/server-clock.ts'
import type { ApiToken } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatDay, formatRelative } from '../time/format.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { isScope } from './scopes.ts'
import { TokenForm } from './token-form.tsx'
import table from '../ui/table.module.css'

export function TokensPage() {
  const { t } = useTranslation()
  const { workspace } = useParams({ strict: false }) as { workspace: string }
  const tokens = usePrefetched(tokensQuery(workspace))
  const lead = (
    <>
      {t('settings.tokens.lead')} <Anchor href="/api/docs">/api/docs</Anchor>.
    </>
  )
  return (
    <Page title={t('settings.tokens.title')} lead={lead} width="reading">
      <TokenForm />
      {tokens.length === 0 ? (
        <Text c="dimmed">{t('settings.tokens.empty')}</Text>
      ) : (
        <Section title={t('settings.tokens.title')}>
          <ul className={table.list}>
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} />
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function TokenRow({ token }: { token: ApiToken }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const [asked, ask] = useState(false)
  const revoke = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/workspaces/{workspaceId}/tokens/{id}', {
          params: { path: { workspaceId: workspace.id, id: token.id } },
        }),
      ),
    onSuccess: () => {
      ask(false)
      toast(t('settings.tokens.revoked'))
    },
    onSettled: () => client.invalidateQueries({ queryKey: tokensQuery(workspace.id).queryKey }),
  })
  const about = [
    token.scopes.map((scope) => (isScope(scope) ? t(`settings.tokens.scope.${scope}`) : scope)).join(', '),
    token.expiresAt === null
      ? t('settings.tokens.noEnd')
      : t('settings.tokens.ends', { day: formatDay(token.expiresAt, workspace.timeZone, i18n.language) }),
    token.lastUsedAt === null
      ? t('settings.tokens.neverUsed')
      : t('settings.tokens.lastUsed', {
          when: formatRelative(Date.parse(token.lastUsedAt), serverNow(), i18n.language),
        }),
  ]
  return (
    <li className={table.row}>
      <Stack gap={0} className={table.grow}>
        <span className={table.name}>{token.name}</span>
        <span className={table.quiet}>{about.join(' · ')}</span>
      </Stack>
      <Button
        variant="default"
        size="xs"
        onClick={() => ask(true)}
        aria-label={t('settings.tokens.revokeOf', { name: token.name })}
      >
        {t('settings.tokens.revoke')}
      </Button>
      <Confirm
        opened={asked}
        title={t('settings.tokens.revokeTitle', { name: token.name })}
        confirmLabel={t('settings.tokens.revoke')}
        cancelLabel={t('common.cancel')}
        destroys
        loading={revoke.isPending}
        submitError={<ErrorNotice error={revoke.error} />}
        onConfirm={() => revoke.mutate()}
        onClose={() => ask(false)}
      >
        {t('settings.tokens.revokeBody')}
      </Confirm>
    </li>
  )
}
