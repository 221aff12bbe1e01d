import { NativeSelect, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { setupQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import { isLanguage, languages, speak } from '../i18n/start.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { Outside } from '../shell/outside.tsx'
import { paths } from '../shell/paths.ts'
import { NewPassword } from '../sign-in/new-password.tsx'
import { shortestPassword } from '../sign-in/password-strength.ts'
import { browserZone } from '../time/zones.ts'
import { Form } from '../ui/form.tsx'

// A list to search in weighs as much as the page: its field stands there meanwhile, with the zone of this browser.
const TimeZoneSelect = lazy(async () => ({
  default: (await import('../time/time-zone-select.tsx')).TimeZoneSelect,
}))

/** The first visit: the owner of the installation and the first workspace. */
export function SetupPage() {
  const { t, i18n } = useTranslation()
  const { needed } = usePrefetched(setupQuery)
  const form = useForm({
    initialValues: { name: '', email: '', password: '', timeZone: browserZone(), workspaceName: '' },
    validate: {
      name: (value) => (value.trim() === '' ? t('entry.needs.name') : null),
      email: (value) => (/^\S+@\S+$/.test(value) ? null : t('entry.needs.email')),
      password: (value) => (value.length >= shortestPassword ? null : t('entry.needs.password')),
      workspaceName: (value) => (value.trim() === '' ? t('entry.needs.workspace') : null),
    },
  })
  const create = useMutation({
    mutationFn: (values: typeof form.values) =>
      unwrap(
        api.POST('/api/setup', { body: { ...values, language: isLanguage(i18n.language) ? i18n.language : 'en' } }),
      ),
    onSuccess: ({ workspaceId }) => window.location.assign(paths.accounts({ workspace: workspaceId })),
  })
  if (!needed) {
    return (
      <Outside title={t('entry.setup.title')} lead={t('entry.setup.done')}>
        <LinkButton to={paths.signIn()}>{t('entry.signIn.title')}</LinkButton>
      </Outside>
    )
  }
  const zone = { label: t('common.timeZone'), description: t('entry.setup.timeZoneHint') }
  return (
    <Outside title={t('entry.setup.title')} lead={t('entry.setup.lead')} wide>
      <Form
        loading={create.isPending}
        submitError={<ErrorNotice error={create.error} />}
        submitLabel={t('entry.setup.submit')}
        onSubmit={form.onSubmit((values) => create.mutate(values))}
      >
        <Stack component="fieldset" gap="md" p={0} m={0} style={{ border: 0 }}>
          <Title component="legend" order={2} mb="xs" p={0}>
            {t('entry.setup.you')}
          </Title>
          <TextInput label={t('common.name')} autoComplete="name" {...form.getInputProps('name')} />
          <TextInput label={t('common.email')} type="email" autoComplete="username" {...form.getInputProps('email')} />
          <NewPassword unlike={[form.values.name, form.values.email]} {...form.getInputProps('password')} />
          <NativeSelect
            label={t('common.language')}
            data={languages.map((language) => ({ value: language, label: t(`common.languageName.${language}`) }))}
            value={i18n.language}
            onChange={({ currentTarget: { value } }) => isLanguage(value) && void speak(value)}
          />
        </Stack>
        <Stack component="fieldset" gap="md" p={0} m={0} mt="xs" style={{ border: 0 }}>
          <Title component="legend" order={2} mb="xs" p={0}>
            {t('entry.setup.workspace')}
          </Title>
          <TextInput
            label={t('entry.setup.workspaceName')}
            description={t('entry.setup.workspaceHint')}
            autoComplete="organization"
            {...form.getInputProps('workspaceName')}
          />
          <Suspense fallback={<TextInput {...zone} value={form.values.timeZone} readOnly />}>
            <TimeZoneSelect {...zone} {...form.getInputProps('timeZone')} />
          </Suspense>
        </Stack>
      </Form>
    </Outside>
  )
}
