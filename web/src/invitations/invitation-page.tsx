import { Button, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { ApiError, unwrap } from '../api/problem.ts'
import { invitationQuery, meQuery } from '../api/queries.ts'
import { isLanguage, languages, speak } from '../i18n/start.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { Outside } from '../shell/outside.tsx'
import { paths } from '../shell/paths.ts'
import { NewPassword } from '../sign-in/new-password.tsx'
import { shortestPassword } from '../sign-in/password-strength.ts'
import { signOut } from '../sign-in/sign-out.ts'
import { formatInstant, zoneCity } from '../time/format.ts'
import { TimeZoneSelect } from '../time/time-zone-select.tsx'
import { browserZone } from '../time/zones.ts'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'

/** What the link of an invitation opens: for somebody new, for somebody with a sign-in, for the wrong person. */
export function InvitationPage() {
  const { t, i18n } = useTranslation()
  const { token } = useParams({ strict: false }) as { token: string }
  const invitation = useQuery(invitationQuery(token))
  const me = useQuery({ ...meQuery, retry: false, refetchOnMount: false })
  const accept = useMutation({
    mutationFn: (body: { name?: string; password?: string; language?: 'fr' | 'en'; timeZone?: string }) =>
      unwrap(api.POST('/api/invitations/{token}/accept', { params: { path: { token } }, body })),
    onSuccess: ({ workspaceId }) => window.location.assign(paths.posts({ workspace: workspaceId })),
  })
  const form = useForm({
    initialValues: { name: '', password: '', timeZone: browserZone() },
    validate: {
      name: (value) => (value.trim() === '' ? t('entry.needs.name') : null),
      password: (value) => (value.length >= shortestPassword ? null : t('entry.needs.password')),
    },
  })
  if (invitation.error !== null) {
    const gone = invitation.error instanceof ApiError && [404, 410].includes(invitation.error.problem.status)
    return (
      <Outside title={t('entry.invitation.gone')} {...(gone ? { lead: t('entry.invitation.goneBody') } : {})}>
        {gone ? (
          <LinkButton to={paths.signIn()}>{t('entry.signIn.title')}</LinkButton>
        ) : (
          <ErrorNotice error={invitation.error} />
        )}
      </Outside>
    )
  }
  if (invitation.data === undefined) return null
  const { workspaceName, email, role, expiresAt, hasSignIn } = invitation.data
  const title = t('entry.invitation.title', { workspace: workspaceName })
  const lead = (
    <>
      {t('entry.invitation.lead', { role: t(`people.roles.${role}`), email })}{' '}
      {t('entry.invitation.until', {
        time: t('common.inZone', {
          time: formatInstant(expiresAt, browserZone(), i18n.language),
          zone: zoneCity(browserZone()),
        }),
      })}
    </>
  )
  const signedInAs = me.data?.person.email
  if (signedInAs !== undefined && signedInAs.toLowerCase() !== email.toLowerCase()) {
    return (
      <Outside title={title} lead={lead}>
        <Notice
          tone="hold"
          actions={
            <Button variant="default" onClick={() => void signOut()}>
              {t('shell.signOut')}
            </Button>
          }
        >
          {t('entry.invitation.otherPerson', { email: signedInAs })}
        </Notice>
      </Outside>
    )
  }
  if (signedInAs !== undefined) {
    return (
      <Outside title={title} lead={lead}>
        <Stack gap="md">
          <Text>{t('entry.invitation.signedInAs', { email })}</Text>
          <ErrorNotice error={accept.error} />
          <Button loading={accept.isPending} onClick={() => accept.mutate({})}>
            {t('entry.invitation.submit')}
          </Button>
        </Stack>
      </Outside>
    )
  }
  if (hasSignIn) {
    return (
      <Outside title={title} lead={lead}>
        <Stack gap="md">
          <Text>{t('entry.invitation.hasSignIn', { email })}</Text>
          <LinkButton to={paths.signIn()} search={{ from: paths.invitation({ token }) }}>
            {t('entry.invitation.signInFirst')}
          </LinkButton>
        </Stack>
      </Outside>
    )
  }
  const language = isLanguage(i18n.language) ? i18n.language : 'en'
  return (
    <Outside title={title} lead={lead}>
      <Form
        loading={accept.isPending}
        submitError={<ErrorNotice error={accept.error} />}
        submitLabel={t('entry.invitation.submit')}
        onSubmit={form.onSubmit((values) => accept.mutate({ ...values, language }))}
      >
        <TextInput label={t('common.email')} value={email} readOnly autoComplete="username" />
        <TextInput label={t('common.name')} autoComplete="name" {...form.getInputProps('name')} />
        <NewPassword unlike={[form.values.name, email]} {...form.getInputProps('password')} />
        <Select
          label={t('common.language')}
          data={languages.map((value) => ({ value, label: t(`common.languageName.${value}`) }))}
          value={language}
          onChange={(value) => isLanguage(value) && void speak(value)}
          allowDeselect={false}
        />
        <TimeZoneSelect label={t('common.timeZone')} {...form.getInputProps('timeZone')} />
      </Form>
    </Outside>
  )
}
