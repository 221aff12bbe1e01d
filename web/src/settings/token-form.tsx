import { Button, Checkbox, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { tokensQuery } from '../api/queries.ts'
import { serverNow } from '../api/server-clock.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { isScope, scopes } from './scopes.ts'

const expiries = ['30', '90', '365', 'never'] as const
const day = 24 * 3_600_000

/** Makes a token; it is shown this once. */
export function TokenForm() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const form = useForm<{ name: string; scopes: string[]; expires: string }>({
    initialValues: { name: '', scopes: ['read'], expires: '90' },
    validate: {
      name: (value) => (value.trim() === '' ? t('settings.tokens.needName') : null),
      scopes: (value) => (value.length === 0 ? t('settings.tokens.needScope') : null),
    },
  })
  const make = useMutation({
    mutationFn: ({ name, scopes: chosen, expires }: typeof form.values) =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/tokens', {
          params: { path: { workspaceId: workspace.id } },
          body: {
            name: name.trim(),
            scopes: chosen.filter(isScope),
            ...(expires === 'never' ? {} : { expiresAt: new Date(serverNow() + Number(expires) * day).toISOString() }),
          },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery(workspace.id).queryKey }),
  })
  if (make.data !== undefined) {
    const done = () => {
      make.reset()
      form.reset()
    }
    return (
      <Section title={t('settings.tokens.ready', { name: make.data.name })}>
        <Notice tone="done" live="polite" actions={<Button onClick={done}>{t('settings.tokens.doneWith')}</Button>}>
          <Stack gap="xs">
            <CopyField
              label={t('settings.tokens.ready', { name: make.data.name })}
              value={make.data.token}
              copyLabel={t('common.copy')}
              copiedLabel={t('common.copied')}
            />
            <Text size="sm">{t('settings.tokens.once')}</Text>
          </Stack>
        </Notice>
      </Section>
    )
  }
  return (
    <Section title={t('settings.tokens.make')}>
      <Form
        loading={make.isPending}
        submitError={<ErrorNotice error={make.error} />}
        submitLabel={t('settings.tokens.make')}
        onSubmit={form.onSubmit((values) => make.mutate(values))}
      >
        <TextInput
          label={t('settings.tokens.name')}
          description={t('settings.tokens.nameHint')}
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={t('settings.tokens.scopes')} {...form.getInputProps('scopes')}>
          <Stack gap="xs" mt={4}>
            {scopes.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={t(`settings.tokens.scope.${scope}`)}
                description={t(`settings.tokens.scopeHelp.${scope}`)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t('settings.tokens.expires')}
          data={expiries.map((value) => ({ value, label: t(`settings.tokens.expiry.${value}`) }))}
          allowDeselect={false}
          maw={240}
          {...form.getInputProps('expires')}
        />
      </Form>
    </Section>
  )
}
