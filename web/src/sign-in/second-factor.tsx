import { Checkbox, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from '../ui/form.tsx'
import { focusWhenShown } from '../ui/use-focus.ts'
import { auth } from './auth-client.ts'
import { AuthNotice, toAuthFailure, type AuthFailure } from './auth-failure.tsx'

/** The code of the authenticator app, or one of the backup codes. */
export function SecondFactor({ onDone, onExpired }: { onDone: () => void; onExpired: () => void }) {
  const { t } = useTranslation()
  const [backup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const [trustDevice, setTrustDevice] = useState(false)
  const [loading, setLoading] = useState(false)
  const [failure, setFailure] = useState<AuthFailure | null>(null)
  const [missing, setMissing] = useState(false)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const written = code.replaceAll(/\s/g, '')
    setMissing(written === '')
    if (written === '') return
    setLoading(true)
    setFailure(null)
    const { error } = backup
      ? await auth.twoFactor.verifyBackupCode({ code: written, trustDevice })
      : await auth.twoFactor.verifyTotp({ code: written, trustDevice })
    setLoading(false)
    if (error === null) return onDone()
    const why = toAuthFailure(error)
    if (why.kind === 'expired') return onExpired()
    setFailure(why.kind === 'refused' ? { kind: backup ? 'wrong_backup' : 'wrong_code' } : why)
  }
  const change = () => {
    setBackup(!backup)
    setCode('')
    setFailure(null)
  }
  return (
    <>
      <Text c="dimmed" my="md">
        {backup ? t('entry.secondFactor.backupLead') : t('entry.secondFactor.lead')}
      </Text>
      <Form
        loading={loading}
        submitError={failure === null ? null : <AuthNotice failure={failure} />}
        submitLabel={t('entry.secondFactor.submit')}
        onSubmit={(event) => void submit(event)}
        fullWidth
      >
        <TextInput
          key={backup ? 'backup' : 'app'}
          label={backup ? t('entry.secondFactor.backupCode') : t('entry.secondFactor.code')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={missing ? t('entry.needs.code') : null}
          inputMode={backup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          ref={focusWhenShown}
          className="tabular"
        />
        <Checkbox
          label={t('entry.secondFactor.trust')}
          checked={trustDevice}
          onChange={(event) => setTrustDevice(event.currentTarget.checked)}
        />
      </Form>
      <UnstyledButton c="var(--vigie-accent)" td="underline" fz="sm" py={4} mt="md" onClick={change}>
        {backup ? t('entry.secondFactor.useApp') : t('entry.secondFactor.useBackup')}
      </UnstyledButton>
    </>
  )
}
