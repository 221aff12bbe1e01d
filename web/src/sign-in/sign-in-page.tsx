import { Button, Divider, PasswordInput, Stack, TextInput, UnstyledButton } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconKey } from '@tabler/icons-react'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outside } from '../shell/outside.tsx'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { focusWhenShown } from '../ui/use-focus.ts'
import { auth } from './auth-client.ts'
import { AuthNotice, toAuthFailure, type AuthFailure } from './auth-failure.tsx'
import { Forgotten } from './forgotten.tsx'
import { safeReturn } from './safe-return.ts'
import { SecondFactor } from './second-factor.tsx'

/** Password or passkey; then the second step where the person turned it on. */
export function SignInPage() {
  const { t } = useTranslation()
  const { from, ended } = useSearch({ strict: false }) as { from?: string; ended?: string }
  const [failure, setFailure] = useState<AuthFailure | null>(null)
  const [loading, setLoading] = useState<'password' | 'passkey' | null>(null)
  const [secondStep, setSecondStep] = useState(false)
  const [forgotten, setForgotten] = useState(false)
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (value.includes('@') ? null : t('entry.needs.email')),
      password: (value) => (value === '' ? t('entry.needs.currentPassword') : null),
    },
  })
  // A full load: nothing that was fetched without a person stays in memory.
  const enter = () => window.location.assign(safeReturn(from))

  const withPassword = form.onSubmit(async (values) => {
    setLoading('password')
    setFailure(null)
    const { data, error } = await auth.signIn.email(values)
    setLoading(null)
    if (error !== null) return setFailure(toAuthFailure(error))
    if ('twoFactorRedirect' in data && data.twoFactorRedirect === true) return setSecondStep(true)
    enter()
  })
  const withPasskey = async () => {
    setLoading('passkey')
    setFailure(null)
    const { error } = await auth.signIn.passkey()
    setLoading(null)
    if (error === null || error === undefined) enter()
    else setFailure({ kind: 'passkey' })
  }

  if (secondStep) {
    const startAgain = () => {
      setSecondStep(false)
      setFailure({ kind: 'expired' })
    }
    return (
      <Outside title={t('entry.secondFactor.title')}>
        <SecondFactor onDone={enter} onExpired={startAgain} />
      </Outside>
    )
  }
  return (
    <Outside title={t('entry.signIn.title')}>
      <Stack gap="md" mt="lg">
        {ended === undefined ? null : <Notice live="polite">{t('entry.signIn.returned')}</Notice>}
        <Form
          loading={loading === 'password'}
          submitError={failure === null ? null : <AuthNotice failure={failure} />}
          submitLabel={t('entry.signIn.submit')}
          onSubmit={withPassword}
          fullWidth
        >
          <TextInput
            label={t('common.email')}
            type="email"
            autoComplete="username webauthn"
            ref={focusWhenShown}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('common.password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
            {...form.getInputProps('password')}
          />
        </Form>
        <Divider label={t('entry.signIn.or')} />
        <Button
          variant="default"
          leftSection={<IconKey size={18} aria-hidden />}
          loading={loading === 'passkey'}
          onClick={() => void withPasskey()}
        >
          {t('entry.signIn.passkey')}
        </Button>
        <UnstyledButton
          c="var(--vigie-accent)"
          td="underline"
          fz="sm"
          py={4}
          aria-expanded={forgotten}
          onClick={() => setForgotten(!forgotten)}
        >
          {t('entry.signIn.forgotten')}
        </UnstyledButton>
        {forgotten ? <Forgotten email={form.values.email} /> : null}
      </Stack>
    </Outside>
  )
}
