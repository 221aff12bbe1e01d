import { Checkbox, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { auth } from '../sign-in/auth-client.ts'
import { NewPassword } from '../sign-in/new-password.tsx'
import { shortestPassword } from '../sign-in/password-strength.ts'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { authCall, isWrongPassword } from './auth-call.ts'

export function PasswordSection() {
  const { t } = useTranslation()
  const { me } = useHere()
  const client = useQueryClient()
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '', revokeOtherSessions: true },
    validate: {
      currentPassword: (value) => (value === '' ? t('entry.needs.currentPassword') : null),
      newPassword: (value) => (value.length >= shortestPassword ? null : t('entry.needs.password')),
    },
  })
  const change = useMutation({
    mutationFn: (values: typeof form.values) => authCall(auth.changePassword(values)),
    onSuccess: async () => {
      form.reset()
      toast(t('settings.security.changed'))
      await client.invalidateQueries({ queryKey: ['sessions'] })
    },
  })
  const refused = isWrongPassword(change.error) ? (
    <Notice tone="hold" live="assertive">
      {t('settings.security.wrongPassword')}
    </Notice>
  ) : (
    <ErrorNotice error={change.error} />
  )
  return (
    <Section title={t('settings.security.password')}>
      <Form
        loading={change.isPending}
        submitError={refused}
        submitLabel={t('settings.security.change')}
        onSubmit={form.onSubmit((values) => change.mutate(values))}
      >
        <input type="text" autoComplete="username" value={me.person.email} readOnly hidden />
        <PasswordInput
          label={t('settings.security.current')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          {...form.getInputProps('currentPassword')}
        />
        <NewPassword
          unlike={[me.person.name, me.person.email]}
          {...form.getInputProps('newPassword')}
          label={t('settings.security.new')}
        />
        <Checkbox
          label={t('settings.security.signOutOthers')}
          {...form.getInputProps('revokeOtherSessions', { type: 'checkbox' })}
        />
      </Form>
    </Section>
  )
}
