import { PasswordInput, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { refusalOf } from '../api/error-sentence.ts'
import { unwrap } from '../api/problem.ts'
import { accountsQuery } from '../api/queries.ts'
import type { Account } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Form } from '../ui/form.tsx'
import { focusWhenShown } from '../ui/use-focus.ts'
import { tidySignIn } from './tidy-sign-in.ts'

const usualService = 'https://bsky.social'
const looksLikeAppPassword = /^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/

interface BlueskyFormProps {
  readonly account: Account | undefined
  readonly onClose: () => void
  /** What was typed before this way was chosen. */
  readonly handle?: string
  /** Leads to the other way. */
  readonly secondary?: ReactNode
}

/** Handle and app password. */
export function BlueskyForm({ account, onClose, handle = '', secondary }: BlueskyFormProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const form = useForm({
    initialValues: {
      service: account?.service ?? usualService,
      handle: account?.handle ?? handle,
      password: '',
      code: '',
    },
    validate: {
      service: (value) => (value.trim() === '' ? t('accounts.needs.service') : null),
      handle: (value) => (value.trim() === '' ? t('accounts.needs.handle') : null),
      password: (value) => (value.trim() === '' ? t('accounts.needs.password') : null),
    },
  })
  const connect = useMutation({
    mutationFn: (values: typeof form.values) => {
      const signIn = tidySignIn(values)
      return unwrap(
        account === undefined
          ? api.POST('/api/workspaces/{workspaceId}/accounts', {
              params: { path: { workspaceId: workspace.id } },
              body: { network: 'bluesky', signIn },
            })
          : api.POST('/api/workspaces/{workspaceId}/accounts/{id}/reconnect', {
              params: { path: { workspaceId: workspace.id, id: account.id } },
              body: { signIn },
            }),
      )
    },
    onSuccess: async ({ handle }) => {
      await client.invalidateQueries({ queryKey: accountsQuery(workspace.id).queryKey })
      toast(account === undefined ? t('accounts.connected', { handle }) : t('accounts.reconnected', { handle }))
      onClose()
    },
  })
  const refusal = refusalOf(connect.error)
  const needsCode = refusal === 'second_factor' || form.values.code !== ''
  const password = form.values.password.trim()
  const mainPassword = password.length >= 8 && !looksLikeAppPassword.test(password)
  return (
    <Form
      loading={connect.isPending}
      submitError={<ErrorNotice error={connect.error} />}
      submitLabel={account === undefined ? t('accounts.connect') : t('accounts.reconnect')}
      onSubmit={form.onSubmit((values) => connect.mutate(values))}
      secondary={secondary}
    >
      <TextInput
        label={t('accounts.fields.handle')}
        description={t('accounts.fields.handleHint')}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('handle')}
      />
      <PasswordInput
        label={t('accounts.fields.password')}
        description={t('accounts.fields.passwordHint')}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
        {...form.getInputProps('password')}
      />
      {mainPassword ? (
        <Text size="sm" c="var(--vigie-hold)" aria-live="polite">
          {t('accounts.fields.passwordMain')}
        </Text>
      ) : null}
      {needsCode ? (
        <TextInput
          label={t('accounts.fields.code')}
          description={t('accounts.fields.codeHint')}
          autoComplete="one-time-code"
          ref={focusWhenShown}
          {...form.getInputProps('code')}
        />
      ) : null}
      <TextInput
        label={t('accounts.fields.service')}
        description={t('accounts.fields.serviceHint')}
        type="url"
        inputMode="url"
        spellCheck={false}
        {...form.getInputProps('service')}
      />
    </Form>
  )
}
