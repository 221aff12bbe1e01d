import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast, toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { auth } from '../sign-in/auth-client.ts'
import { formatDay } from '../time/format.ts'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { authCall } from './auth-call.ts'
import table from '../ui/table.module.css'

const queryKey = ['passkeys']

export function Passkeys() {
  const { t, i18n } = useTranslation()
  const { me } = useHere()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const list = useQuery({ queryKey, queryFn: () => authCall(auth.passkey.listUserPasskeys()) })
  const refresh = () => client.invalidateQueries({ queryKey })
  const add = useMutation({
    mutationFn: () => authCall(auth.passkey.addPasskey({ name: name.trim() === '' ? me.person.name : name.trim() })),
    onSuccess: () => {
      setName('')
      toast(t('settings.security.passkeyAdded'))
    },
    onSettled: refresh,
  })
  const remove = useMutation({
    mutationFn: (id: string) => authCall(auth.passkey.deletePasskey({ id })),
    onSuccess: () => toast(t('settings.security.passkeyRemoved')),
    onError: toastError,
    onSettled: refresh,
  })
  const passkeys = list.data ?? []
  // Browsers offer passkeys on https and on localhost only.
  const supported = typeof window.PublicKeyCredential === 'function'
  const failed = (
    <Notice tone="hold" live="assertive">
      {t('settings.security.passkeyFailed')}
    </Notice>
  )
  return (
    <Section title={t('settings.security.passkeys')} lead={t('settings.security.passkeysLead')}>
      <Stack gap="md">
        <ErrorNotice error={list.error} />
        {passkeys.length === 0 ? (
          <Text c="dimmed">{t('settings.security.noPasskeys')}</Text>
        ) : (
          <ul className={table.list}>
            {passkeys.map((passkey) => {
              const label = passkey.name ?? t('settings.security.passkeyUnnamed')
              const added = formatDay(new Date(passkey.createdAt).toISOString(), me.person.timeZone, i18n.language)
              return (
                <li key={passkey.id} className={table.row}>
                  <div className={table.grow}>
                    <div className={table.name}>{label}</div>
                    <div className={table.quiet}>{t('settings.security.added', { day: added })}</div>
                  </div>
                  <Button
                    variant="default"
                    size="xs"
                    loading={remove.isPending && remove.variables === passkey.id}
                    onClick={() => remove.mutate(passkey.id)}
                    aria-label={t('settings.security.passkeyRemove', { name: label })}
                  >
                    {t('common.remove')}
                  </Button>
                </li>
              )
            })}
          </ul>
        )}
        {supported ? (
          <Form
            loading={add.isPending}
            submitError={add.error === null ? null : failed}
            submitLabel={t('settings.security.addPasskey')}
            onSubmit={(event) => {
              event.preventDefault()
              add.mutate()
            }}
          >
            <TextInput
              label={t('settings.security.passkeyName')}
              description={t('settings.security.passkeyNameHint')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              maw={400}
            />
          </Form>
        ) : (
          <Notice>{t('settings.security.passkeyUnsupported')}</Notice>
        )}
      </Stack>
    </Section>
  )
}
