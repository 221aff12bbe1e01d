import { Select, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { meQuery } from '../api/queries.ts'
import { isLanguage, languages, speak } from '../i18n/start.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { setSingleKeys, singleKeysOn } from '../shell/shortcuts.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { TimeZoneSelect } from '../time/time-zone-select.tsx'
import { Form } from '../ui/form.tsx'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'

export function ProfilePage() {
  const { t, i18n } = useTranslation()
  const { me } = useHere()
  const client = useQueryClient()
  const [keys, setKeys] = useState(singleKeysOn)
  const form = useForm({
    initialValues: { name: me.person.name, timeZone: me.person.timeZone },
    validate: { name: (value) => (value.trim() === '' ? t('entry.needs.name') : null) },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      unwrap(api.PATCH('/api/me', { body: { ...values, language: isLanguage(i18n.language) ? i18n.language : 'en' } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: meQuery.queryKey })
      toast(t('common.saved'))
    },
  })
  return (
    <Page title={t('settings.profile.title')} lead={t('settings.profile.lead')} width="reading">
      <Section title={me.person.name}>
        <Form
          loading={save.isPending}
          submitError={<ErrorNotice error={save.error} />}
          submitLabel={t('common.save')}
          onSubmit={form.onSubmit((values) => save.mutate(values))}
        >
          <TextInput label={t('common.name')} autoComplete="name" {...form.getInputProps('name')} />
          <TextInput
            label={t('common.email')}
            description={t('settings.profile.emailHint')}
            value={me.person.email}
            readOnly
          />
          <Select
            label={t('common.language')}
            description={t('settings.profile.languageHint')}
            data={languages.map((language) => ({ value: language, label: t(`common.languageName.${language}`) }))}
            value={i18n.language}
            onChange={(value) => isLanguage(value) && void speak(value)}
            allowDeselect={false}
          />
          <TimeZoneSelect
            label={t('common.timeZone')}
            description={t('settings.profile.timeZoneHint')}
            {...form.getInputProps('timeZone')}
          />
        </Form>
      </Section>
      <Section title={t('shell.shortcuts.title')}>
        <Switch
          label={t('settings.profile.shortcuts')}
          description={t('settings.profile.shortcutsHint')}
          checked={keys}
          onChange={(event) => {
            setSingleKeys(event.currentTarget.checked)
            setKeys(event.currentTarget.checked)
          }}
        />
      </Section>
    </Page>
  )
}
