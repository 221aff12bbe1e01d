import { Button, Group, PasswordInput, Text } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../api/queries.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { auth } from '../sign-in/auth-client.ts'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { focusWhenShown } from '../ui/use-focus.ts'
import { authCall, isWrongPassword } from './auth-call.ts'
import { BackupCodes } from './backup-codes.tsx'
import { TotpEnrol } from './totp-enrol.tsx'

type Wish = 'start' | 'stop' | 'codes'
type Step =
  | { readonly kind: 'rest' }
  | { readonly kind: 'password'; readonly wish: Wish }
  | { readonly kind: 'enrol'; readonly uri: string; readonly codes: readonly string[] }
  | { readonly kind: 'codes'; readonly codes: readonly string[] }

/** The second step at sign-in: off, being turned on, on. Each change asks for the password first. */
export function TotpSection() {
  const { t } = useTranslation()
  const { me } = useHere()
  const client = useQueryClient()
  const on = me.person.twoFactorEnabled
  const [step, setStep] = useState<Step>({ kind: 'rest' })
  const [password, setPassword] = useState('')
  const refresh = () => client.invalidateQueries({ queryKey: meQuery.queryKey })
  const rest = () => {
    setStep({ kind: 'rest' })
    setPassword('')
    confirm.reset()
  }
  const confirm = useMutation({
    mutationFn: async (wish: Wish): Promise<Step> => {
      if (wish === 'start') {
        const enrolment = await authCall(auth.twoFactor.enable({ password }))
        if (enrolment.method !== 'totp') throw new Error(`Expected a TOTP enrolment, got ${enrolment.method}`)
        return { kind: 'enrol', uri: enrolment.totpURI, codes: enrolment.backupCodes }
      }
      if (wish === 'codes') {
        const { backupCodes } = await authCall(auth.twoFactor.generateBackupCodes({ password }))
        return { kind: 'codes', codes: backupCodes }
      }
      await authCall(auth.twoFactor.disable({ password }))
      return { kind: 'rest' }
    },
    onSuccess: async (next, wish) => {
      setPassword('')
      setStep(next)
      if (wish === 'stop') toast(t('settings.security.totpStopped'))
      await refresh()
    },
  })
  const ask = (wish: Wish) => () => setStep({ kind: 'password', wish })
  const refused = isWrongPassword(confirm.error) ? (
    <Notice tone="hold" live="assertive">
      {t('settings.security.wrongPassword')}
    </Notice>
  ) : (
    <ErrorNotice error={confirm.error} />
  )
  const mark = (
    <StateMark tone={on ? 'done' : 'quiet'} icon={on ? IconCircleCheck : IconCircleDashed}>
      {on ? t('settings.security.totpOn') : t('settings.security.totpOff')}
    </StateMark>
  )
  return (
    <Section title={t('settings.security.totp')} lead={t('settings.security.totpLead')} actions={mark}>
      {step.kind === 'rest' ? (
        <Group gap="xs">
          {on ? (
            <>
              <Button variant="default" onClick={ask('codes')}>
                {t('settings.security.backupNew')}
              </Button>
              <Button variant="default" onClick={ask('stop')}>
                {t('settings.security.totpStop')}
              </Button>
            </>
          ) : (
            <Button onClick={ask('start')}>{t('settings.security.totpStart')}</Button>
          )}
        </Group>
      ) : null}
      {step.kind === 'password' ? (
        <Form
          loading={confirm.isPending}
          submitError={refused}
          submitLabel={
            {
              start: t('settings.security.totpStart'),
              stop: t('settings.security.totpStop'),
              codes: t('settings.security.backupNew'),
            }[step.wish]
          }
          secondary={
            <Button variant="default" onClick={rest}>
              {t('common.cancel')}
            </Button>
          }
          onSubmit={(event) => {
            event.preventDefault()
            confirm.mutate(step.wish)
          }}
        >
          {step.wish === 'stop' ? <Text>{t('settings.security.totpStopBody')}</Text> : null}
          {step.wish === 'codes' ? <Text>{t('settings.security.backupNewBody')}</Text> : null}
          <PasswordInput
            label={t('settings.security.totpConfirmPassword')}
            autoComplete="current-password"
            ref={focusWhenShown}
            maw={400}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('common.showPassword') }}
          />
        </Form>
      ) : null}
      {step.kind === 'enrol' ? (
        <TotpEnrol
          uri={step.uri}
          onCancel={rest}
          onDone={() => {
            setStep({ kind: 'codes', codes: step.codes })
            void refresh()
          }}
        />
      ) : null}
      {step.kind === 'codes' ? <BackupCodes codes={step.codes} onKept={rest} /> : null}
    </Section>
  )
}
