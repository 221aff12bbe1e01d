import { Button, CopyButton, Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import type { paths } from '../api/schema.ts'
import { serverNow } from '../api/server-clock.ts'
import type { HaltHook, Level } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatRelative } from '../time/format.ts'
import { Confirm } from '../ui/confirm.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { hooksQuery } from './queries.ts'
import table from '../ui/table.module.css'
import classes from './drills.module.css'

const levels: readonly Level[] = ['all', 'scheduled', 'automation']

/** Addresses that may stop from outside: made, shown once, revoked. */
export function Hooks() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const hooks = useQuery(hooksQuery(workspace.id))
  return (
    <Section title={t('lift.hooks.title')} lead={t('lift.hooks.lead')}>
      <ErrorNotice error={hooks.error} />
      {hooks.data === undefined ? null : hooks.data.length === 0 ? (
        <Text c="dimmed" mb="md">
          {t('lift.hooks.empty')}
        </Text>
      ) : (
        <ul className={table.list} style={{ marginBottom: 16 }}>
          {hooks.data.map((hook) => (
            <HookRow key={hook.id} hook={hook} />
          ))}
        </ul>
      )}
      <MakeHook />
    </Section>
  )
}

function HookRow({ hook }: { hook: HaltHook }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const [asked, ask] = useState(false)
  const revoke = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/workspaces/{workspaceId}/halt-hooks/{id}', {
          params: { path: { workspaceId: workspace.id, id: hook.id } },
        }),
      ),
    onSuccess: () => {
      ask(false)
      toast(t('lift.hooks.revoked'))
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: hooksQuery(workspace.id).queryKey }),
  })
  const used =
    hook.lastUsedAt === null
      ? t('lift.hooks.unused')
      : t('lift.hooks.used', { when: formatRelative(Date.parse(hook.lastUsedAt), serverNow(), i18n.language) })
  return (
    <li className={table.row}>
      <div className={table.grow}>
        <div className={table.name}>{hook.name}</div>
        <div className={table.quiet}>{`${t(`lift.level.${hook.level}`)} · ${used}`}</div>
      </div>
      <Button
        variant="default"
        size="xs"
        onClick={() => ask(true)}
        aria-label={t('lift.hooks.revokeOf', { name: hook.name })}
      >
        {t('lift.hooks.revoke')}
      </Button>
      <Confirm
        opened={asked}
        title={t('lift.hooks.revokeTitle', { name: hook.name })}
        confirmLabel={t('lift.hooks.revoke')}
        cancelLabel={t('common.cancel')}
        destroys
        loading={revoke.isPending}
        submitError={<ErrorNotice error={revoke.error} />}
        onConfirm={() => revoke.mutate()}
        onClose={() => ask(false)}
      >
        {t('lift.hooks.revokeBody')}
      </Confirm>
    </li>
  )
}

function MakeHook() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const form = useForm<{ name: string; level: Level }>({
    initialValues: { name: '', level: 'all' },
    validate: { name: (value) => (value.trim() === '' ? t('lift.hooks.needName') : null) },
  })
  const make = useMutation({
    mutationFn: ({ name, level }: typeof form.values) =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/halt-hooks', {
          params: { path: { workspaceId: workspace.id } },
          body: { name: name.trim(), level },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: hooksQuery(workspace.id).queryKey }),
  })
  if (make.data !== undefined) {
    const done = () => {
      make.reset()
      form.reset()
    }
    return <Made made={make.data} onDone={done} />
  }
  return (
    <Form
      loading={make.isPending}
      submitError={<ErrorNotice error={make.error} />}
      submitLabel={t('lift.hooks.make')}
      onSubmit={form.onSubmit((values) => make.mutate(values))}
    >
      <TextInput
        label={t('lift.hooks.name')}
        description={t('lift.hooks.nameHint')}
        maxLength={120}
        {...form.getInputProps('name')}
      />
      <Select
        label={t('lift.hooks.level')}
        data={levels.map((value) => ({ value, label: t(`lift.level.${value}`) }))}
        allowDeselect={false}
        maw={320}
        {...form.getInputProps('level')}
      />
    </Form>
  )
}

/** The address, the secret this once, and how to call it. */
type MadeHook =
  paths['/api/workspaces/{workspaceId}/halt-hooks']['post']['responses'][201]['content']['application/json']

function Made({ made, onDone }: { made: MadeHook; onDone: () => void }) {
  const { t } = useTranslation()
  const copies = { copyLabel: t('common.copy'), copiedLabel: t('common.copied') }
  return (
    <Notice
      tone="done"
      live="polite"
      title={t('lift.hooks.ready', { name: made.hook.name })}
      actions={<Button onClick={onDone}>{t('lift.hooks.doneWith')}</Button>}
    >
      <Stack gap="sm">
        <CopyField label={t('lift.hooks.address')} value={made.url} {...copies} />
        <CopyField label={t('lift.hooks.secret')} value={made.secret} {...copies} />
        <Text size="sm">{t('lift.hooks.once')}</Text>
        <div>
          <Text size="sm" fw={560} mb={4}>
            {t('lift.hooks.example')}
          </Text>
          <pre className={classes.example}>
            <code>{made.example}</code>
          </pre>
          <Text size="sm" c="dimmed" my={4}>
            {t('lift.hooks.exampleHint')}
          </Text>
          <CopyButton value={made.example} timeout={3000}>
            {({ copied, copy }) => (
              <Button
                size="xs"
                variant="default"
                onClick={copy}
                leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              >
                <span aria-live="polite">{copied ? t('common.copied') : t('lift.hooks.copyExample')}</span>
              </Button>
            )}
          </CopyButton>
        </div>
      </Stack>
    </Notice>
  )
}
