import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { encode } from 'uqr'
import { ApiError } from '../api/problem.ts'
import { auth } from '../sign-in/auth-client.ts'
import { AuthNotice, toAuthFailure } from '../sign-in/auth-failure.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Form } from '../ui/form.tsx'
import { authCall } from './auth-call.ts'
import classes from './settings.module.css'

/** Drawn as one path, so that no picture needs to be loaded. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { path, size } = useMemo(() => {
    const { data, size: modules } = encode(text, { ecc: 'M', border: 0 })
    const dots = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { path: dots.join(''), size: modules }
  }, [text])
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}

export function TotpEnrol({ uri, onDone, onCancel }: { uri: string; onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const verify = useMutation({
    mutationFn: () => authCall(auth.twoFactor.verifyTotp({ code: code.replaceAll(/\s/g, '') })),
    onSuccess: onDone,
  })
  const failure =
    verify.error instanceof ApiError
      ? toAuthFailure({ ...verify.error.problem })
      : verify.error === null
        ? null
        : ({ kind: 'wrong_code' } as const)
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <Stack gap="md">
      <Text>{t('settings.security.totpScan')}</Text>
      <QrCode text={uri} label={t('settings.security.totpQr')} />
      <CopyField
        label={t('settings.security.totpManual')}
        value={secret}
        copyLabel={t('common.copy')}
        copiedLabel={t('common.copied')}
      />
      <Form
        loading={verify.isPending}
        submitError={
          failure === null ? null : (
            <AuthNotice failure={failure.kind === 'refused' ? { kind: 'wrong_code' } : failure} />
          )
        }
        submitLabel={t('settings.security.totpVerify')}
        secondary={
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        }
        onSubmit={(event) => {
          event.preventDefault()
          verify.mutate()
        }}
      >
        <TextInput
          label={t('settings.security.totpCode')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maw={240}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          className="tabular"
        />
      </Form>
    </Stack>
  )
}
