import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { membersQuery, meQuery } from '../api/queries.ts'
import type { Member, Role } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast, toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatDay } from '../time/format.ts'
import { Picture } from '../ui/avatar.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { rolesGivenBy } from './may.ts'
import { RoleSelect } from './role-select.tsx'
import table from '../ui/table.module.css'

export function MemberRow({ member }: { member: Member }) {
  const { t, i18n } = useTranslation()
  const { workspace, me, role: mine, may } = useHere()
  const client = useQueryClient()
  const [asked, ask] = useDisclosure(false)
  const params = { path: { workspaceId: workspace.id, personId: member.personId } }
  const self = member.personId === me.person.id
  const given = rolesGivenBy(mine)
  const changeable = may('manageMembers') && given.includes(member.role)
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: membersQuery(workspace.id).queryKey })
    if (self) await client.invalidateQueries({ queryKey: meQuery.queryKey })
  }
  const change = useMutation({
    mutationFn: (role: Role) =>
      unwrap(api.PATCH('/api/workspaces/{workspaceId}/members/{personId}', { params, body: { role } })),
    onSuccess: (_answer, role) =>
      toast(t('people.roleChanged', { name: member.name, role: t(`people.roles.${role}`) })),
    onError: toastError,
    onSettled: refresh,
  })
  const remove = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/workspaces/{workspaceId}/members/{personId}', { params })),
    onSuccess: () => {
      ask.close()
      toast(t('people.removed', { name: member.name }))
    },
    onSettled: refresh,
  })
  return (
    <li className={table.row}>
      <Picture src={null} name={member.name} />
      <div className={table.grow}>
        <div className={table.name}>
          {member.name}
          {self ? <Text span c="dimmed" fw={400}>{` (${t('common.you')})`}</Text> : null}
        </div>
        <div className={table.quiet}>
          {`${member.email} · ${t('people.joined', { day: formatDay(member.joinedAt, workspace.timeZone, i18n.language) })}`}
        </div>
      </div>
      <div className={table.ends}>
        {changeable ? (
          <RoleSelect
            aria-label={t('people.roleOf', { name: member.name })}
            value={member.role}
            given={given}
            onChange={(role) => role !== member.role && change.mutate(role)}
            disabled={change.isPending}
            w={160}
          />
        ) : (
          <Text>{t(`people.roles.${member.role}`)}</Text>
        )}
        {changeable && !self ? (
          <Button variant="default" onClick={ask.open} aria-label={t('people.remove', { name: member.name })}>
            {t('common.remove')}
          </Button>
        ) : null}
      </div>
      <Confirm
        opened={asked}
        title={t('people.removeTitle', { name: member.name })}
        confirmLabel={t('common.remove')}
        cancelLabel={t('common.cancel')}
        loading={remove.isPending}
        submitError={<ErrorNotice error={remove.error} />}
        onConfirm={() => remove.mutate()}
        onClose={ask.close}
      >
        {t('people.removeBody')}
      </Confirm>
    </li>
  )
}
