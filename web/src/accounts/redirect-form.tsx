import { Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { Network } from '@vigie/server/contract'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import type { Account } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { Form } from '../ui/form.tsx'

/** Names the server, and leads there: the person comes back to the accounts page (returned.tsx). */
export function RedirectForm({ network, account }: { network: Network; account: Account | undefined }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const form = useForm({
    initialValues: { service: account?.service ?? '' },
    validate: { service: (value) => (value.trim() === '' ? t('accounts.elsewhere.needsServer') : null) },
  })
  const begin = useMutation({
    mutationFn: ({ service }: typeof form.values) =>
      unwrap(
        account === undefined
          ? api.POST('/api/workspaces/{workspaceId}/accounts/sign-in', {
              params: { path: { workspaceId: workspace.id } },
              body: { network, signIn: { service } },
            })
          : api.POST('/api/workspaces/{workspaceId}/accounts/{id}/sign-in', {
              params: { path: { workspaceId: workspace.id, id: account.id } },
            }),
      ),
    onSuccess: ({ url }) => window.location.assign(url),
  })
  return (
    <Form
      // still on its way when the page is about to change
      loading={begin.isPending || begin.isSuccess}
      submitError={<ErrorNotice error={begin.error} />}
      submitLabel={t('accounts.elsewhere.go')}
      onSubmit={form.onSubmit((values) => begin.mutate(values))}
    >
      <Text size="sm">{t('accounts.elsewhere.explain')}</Text>
      <TextInput
        label={t('accounts.elsewhere.server')}
        description={t('accounts.elsewhere.serverHint')}
        disabled={account !== undefined}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        inputMode="url"
        data-autofocus
        {...form.getInputProps('service')}
      />
    </Form>
  )
}
