import { Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { Network } from '@vigie/server/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import type { Account } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { Form } from '../ui/form.tsx'

/** The words of the form, by what names the server: its own name, or an account that it knows the server of. */
const wordsOf = {
  service: {
    explain: 'accounts.elsewhere.explain',
    label: 'accounts.elsewhere.server',
    hint: 'accounts.elsewhere.serverHint',
    needs: 'accounts.elsewhere.needsServer',
    go: 'accounts.elsewhere.go',
  },
  handle: {
    explain: 'accounts.elsewhere.accountExplain',
    label: 'accounts.elsewhere.account',
    hint: 'accounts.elsewhere.accountHint',
    needs: 'accounts.elsewhere.needsAccount',
    go: 'accounts.elsewhere.accountGo',
  },
} as const

interface RedirectFormProps {
  readonly network: Network
  readonly account: Account | undefined
  readonly asks: keyof typeof wordsOf
  /** Leads to another way. */
  readonly secondary?: ReactNode
  readonly typed?: string
  readonly onType?: (text: string) => void
}

/** Names the server, and leads there: the person comes back to the accounts page (returned.tsx). */
export function RedirectForm({ network, account, asks, secondary, typed = '', onType }: RedirectFormProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const words = wordsOf[asks]
  const form = useForm({
    initialValues: { named: account?.[asks] ?? typed },
    onValuesChange: ({ named }) => onType?.(named),
    validate: { named: (value) => (value.trim() === '' ? t(words.needs) : null) },
  })
  const begin = useMutation({
    mutationFn: ({ named }: typeof form.values) =>
      unwrap(
        account === undefined
          ? api.POST('/api/workspaces/{workspaceId}/accounts/sign-in', {
              params: { path: { workspaceId: workspace.id } },
              body: { network, signIn: { [asks]: named } },
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
      submitLabel={t(words.go)}
      onSubmit={form.onSubmit((values) => begin.mutate(values))}
      secondary={secondary}
    >
      <Text size="sm">{t(words.explain)}</Text>
      <TextInput
        label={t(words.label)}
        description={t(words.hint)}
        disabled={account !== undefined}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        inputMode="url"
        data-autofocus
        {...form.getInputProps('named')}
      />
    </Form>
  )
}
