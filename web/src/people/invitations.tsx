import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { invitationsQuery } from '../api/queries.ts'
import type { Invitation, Role } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast, toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant, zoneCity } from '../time/format.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { Form } from '../ui/form.tsx'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { rolesGivenBy } from './may.ts'
import { RoleSelect } from './role-select.tsx'
import table from '../ui/table.module.css'
import classes from './people.module.css'

/** Invites by a link that is shown once, and lists the invitations that are open. */
export function Invitations() {
  const { t, i18n } = useTranslation()
  const { workspace, role: mine } = useHere()
  const client = useQueryClient()
  const open = useQuery(invitationsQuery(workspace.id))
  const form = useForm<{ email: string; role: Role }>({
    initialValues: { email: '', role: 'editor' },
    validate: { email: (value) => (/^\S+@\S+$/.test(value.trim()) ? null : t('entry.needs.email')) },
  })
  const time = (iso: string) =>
    t('common.inZone', {
      time: formatInstant(iso, workspace.timeZone, i18n.language),
      zone: zoneCity(workspace.timeZone),
    })
  const invite = useMutation({
    mutationFn: ({ email, role }: { email: string; role: Role }) =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/invitations', {
          params: { path: { workspaceId: workspace.id } },
          body: { email: email.trim(), role },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery(workspace.id).queryKey }),
  })
  const again = () => {
    invite.reset()
    form.reset()
  }
  return (
    <Section title={t('people.invite')} lead={t('people.inviteLead')}>
      {invite.data === undefined ? (
        <Form
          loading={invite.isPending}
          submitError={<ErrorNotice error={invite.error} />}
          submitLabel={t('people.inviteSubmit')}
          onSubmit={form.onSubmit((values) => invite.mutate(values))}
        >
          <div className={classes.invite}>
            <TextInput label={t('common.email')} type="email" autoComplete="off" {...form.getInputProps('email')} />
            <RoleSelect
              label={t('people.role')}
              value={form.values.role}
              onChange={(role) => form.setFieldValue('role', role)}
              given={rolesGivenBy(mine)}
            />
          </div>
        </Form>
      ) : (
        <Notice
          tone="done"
          live="polite"
          actions={
            <Button variant="default" onClick={again}>
              {t('people.another')}
            </Button>
          }
        >
          <Stack gap="xs">
            <CopyField
              label={t('people.inviteReady', { email: invite.data.email })}
              value={invite.data.link}
              copyLabel={t('common.copy')}
              copiedLabel={t('common.copied')}
            />
            <Text size="sm">{t('people.inviteOnce', { time: time(invite.data.expiresAt) })}</Text>
          </Stack>
        </Notice>
      )}
      <h3 style={{ margin: '24px 0 8px', fontSize: '0.9375rem' }}>{t('people.invitations')}</h3>
      <ErrorNotice error={open.error} />
      {open.data === undefined || open.data.length === 0 ? (
        <Text c="dimmed">{t('people.noInvitations')}</Text>
      ) : (
        <ul className={table.list}>
          {open.data.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} until={time(invitation.expiresAt)} />
          ))}
        </ul>
      )}
    </Section>
  )
}

function InvitationRow({ invitation, until }: { invitation: Invitation; until: string }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () =>
      unwrap(
        api.DELETE('/api/workspaces/{workspaceId}/invitations/{id}', {
          params: { path: { workspaceId: workspace.id, id: invitation.id } },
        }),
      ),
    onSuccess: () => toast(t('people.revoked')),
    onError: toastError,
    onSettled: () => client.invalidateQueries({ queryKey: invitationsQuery(workspace.id).queryKey }),
  })
  return (
    <li className={table.row}>
      <div className={table.grow}>
        <div className={table.name}>{invitation.email}</div>
        <div
          className={table.quiet}
        >{`${t(`people.roles.${invitation.role}`)} · ${t('people.inviteUntil', { time: until })}`}</div>
      </div>
      <Button
        variant="default"
        size="xs"
        loading={revoke.isPending}
        onClick={() => revoke.mutate()}
        aria-label={t('people.revokeOf', { email: invitation.email })}
      >
        {t('people.revoke')}
      </Button>
    </li>
  )
}
