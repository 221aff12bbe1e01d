import { Checkbox, Group, NumberInput, Switch, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { meQuery } from '../api/queries.ts'
import type { Role } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { paths } from '../shell/paths.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { TimeZoneSelect } from '../time/time-zone-select.tsx'
import { Form } from '../ui/form.tsx'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { ToneNotes } from './tone-notes.tsx'

/** Those who write posts. */
const mayAsk = ['contributor', 'editor', 'admin', 'owner'] as const

interface Values {
  name: string
  timeZone: string
  undoSeconds: number | string
  duplicateDays: number | string
  approvalRoles: Role[]
  approvalAgain: boolean
  requireAltText: boolean
}

export function WorkspacePage() {
  const { t } = useTranslation()
  const { workspace, role, me, may } = useHere()
  const client = useQueryClient()
  const mayChange = may('changeWorkspace')
  const form = useForm<Values>({
    initialValues: {
      name: workspace.name,
      timeZone: workspace.timeZone,
      undoSeconds: workspace.undoSeconds,
      approvalRoles: workspace.approvalRoles,
      approvalAgain: workspace.approvalAgain,
      duplicateDays: workspace.duplicateDays,
      requireAltText: workspace.requireAltText,
    },
    validate: {
      name: (value) => (value.trim() === '' ? t('entry.needs.workspace') : null),
      undoSeconds: (value) =>
        typeof value === 'number' && value >= 0 && value <= 120 ? null : t('settings.workspace.undoRange'),
      duplicateDays: (value) =>
        typeof value === 'number' && value >= 0 && value <= 365 ? null : t('settings.workspace.duplicatesRange'),
    },
  })
  const save = useMutation({
    mutationFn: (values: typeof form.values) =>
      unwrap(
        api.PATCH('/api/workspaces/{workspaceId}', {
          params: { path: { workspaceId: workspace.id } },
          body: {
            ...values,
            undoSeconds: Number(values.undoSeconds),
            duplicateDays: Number(values.duplicateDays),
          },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: meQuery.queryKey })
      toast(t('common.saved'))
    },
  })
  return (
    <Page title={t('settings.workspace.title')} lead={t('settings.workspace.lead')} width="reading">
      <Section title={workspace.name}>
        {mayChange ? null : <Text mb="md">{t('common.yourRoleMayNot', { role: t(`people.roles.${role}`) })}</Text>}
        <Form
          loading={save.isPending}
          submitError={<ErrorNotice error={save.error} />}
          submitLabel={t('common.save')}
          disabled={!mayChange}
          onSubmit={form.onSubmit((values) => save.mutate(values))}
        >
          <TextInput label={t('settings.workspace.name')} readOnly={!mayChange} {...form.getInputProps('name')} />
          <TimeZoneSelect
            label={t('common.timeZone')}
            description={t('settings.workspace.timeZoneHint')}
            readOnly={!mayChange}
            {...form.getInputProps('timeZone')}
          />
          <NumberInput
            label={t('settings.workspace.undo')}
            description={t('settings.workspace.undoHint')}
            min={0}
            max={120}
            allowDecimal={false}
            readOnly={!mayChange}
            maw={320}
            {...form.getInputProps('undoSeconds')}
          />
          <NumberInput
            label={t('settings.workspace.duplicates')}
            description={t('settings.workspace.duplicatesHint')}
            min={0}
            max={365}
            allowDecimal={false}
            readOnly={!mayChange}
            maw={320}
            {...form.getInputProps('duplicateDays')}
          />
          <Checkbox.Group
            label={t('approvals.settings.roles')}
            description={t('approvals.settings.rolesHint')}
            readOnly={!mayChange}
            {...form.getInputProps('approvalRoles')}
          >
            <Group gap="md" mt="xs">
              {mayAsk.map((one) => (
                <Checkbox key={one} value={one} label={t(`people.roles.${one}`)} disabled={!mayChange} />
              ))}
            </Group>
          </Checkbox.Group>
          <Checkbox
            label={t('approvals.settings.again')}
            disabled={!mayChange}
            {...form.getInputProps('approvalAgain', { type: 'checkbox' })}
          />
          <Switch
            label={t('settings.workspace.requireAlt')}
            description={t('settings.workspace.requireAltHint')}
            disabled={!mayChange}
            {...form.getInputProps('requireAltText', { type: 'checkbox' })}
          />
        </Form>
      </Section>
      <ToneNotes />
      {me.person.installationOwner ? <NewWorkspace /> : null}
    </Page>
  )
}

function NewWorkspace() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { name: '', timeZone: workspace.timeZone },
    validate: { name: (value) => (value.trim() === '' ? t('entry.needs.workspace') : null) },
  })
  const create = useMutation({
    mutationFn: (values: typeof form.values) => unwrap(api.POST('/api/workspaces', { body: values })),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: meQuery.queryKey })
      toast(t('settings.workspace.created', { name: made.name }))
      await navigate({ to: paths.accounts({ workspace: made.id }) })
    },
  })
  return (
    <Section title={t('settings.workspace.new')} lead={t('settings.workspace.newLead')}>
      <Form
        loading={create.isPending}
        submitError={<ErrorNotice error={create.error} />}
        submitLabel={t('settings.workspace.newSubmit')}
        onSubmit={form.onSubmit((values) => create.mutate(values))}
      >
        <TextInput label={t('settings.workspace.name')} {...form.getInputProps('name')} />
        <TimeZoneSelect label={t('common.timeZone')} {...form.getInputProps('timeZone')} />
      </Form>
    </Section>
  )
}
