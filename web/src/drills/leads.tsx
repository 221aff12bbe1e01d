import { Switch, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { membersQuery, meQuery } from '../api/queries.ts'
import { queryClient, usePrefetched } from '../api/query-client.ts'
import type { Member } from '../api/types.ts'
import { may as mayRole } from '../people/may.ts'
import { toast, toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Picture } from '../ui/avatar.tsx'
import { Section } from '../ui/section.tsx'
import table from '../ui/table.module.css'

/** Who may lift and speak during a stop, whatever their role. */
export function Leads() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const members = usePrefetched(membersQuery(workspace.id))
  const named = members.some(({ crisisLead }) => crisisLead)
  return (
    <Section title={t('lift.settings.leads')} lead={t('lift.settings.leadsLead')}>
      {named ? null : <Text mb="sm">{t('lift.settings.noLeads')}</Text>}
      <ul className={table.list}>
        {members.map((member) => (
          <Lead key={member.personId} member={member} />
        ))}
      </ul>
    </Section>
  )
}

function Lead({ member }: { member: Member }) {
  const { t } = useTranslation()
  const { workspace, may, me } = useHere()
  const { name, role, crisisLead } = member
  const change = useMutation({
    mutationFn: (lead: boolean) =>
      unwrap(
        api.PATCH('/api/workspaces/{workspaceId}/members/{personId}', {
          params: { path: { workspaceId: workspace.id, personId: member.personId } },
          body: { crisisLead: lead },
        }),
      ),
    onSuccess: (_answer, lead) => toast(t(lead ? 'lift.settings.made' : 'lift.settings.unmade', { name })),
    onError: toastError,
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: membersQuery(workspace.id).queryKey })
      if (member.personId === me.person.id) await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
    },
  })
  const byRole = mayRole(role, 'lift')
  return (
    <li className={table.row}>
      <Picture src={null} name={name} size={32} />
      <div className={table.grow}>
        <div className={table.name}>{name}</div>
        <div className={table.quiet}>
          {[t(`people.roles.${role}`), ...(byRole ? [t('lift.settings.byRole')] : [])].join(' · ')}
        </div>
      </div>
      <Switch
        checked={change.isPending ? change.variables : crisisLead}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
        disabled={!may('manageMembers')}
        label={t('lift.settings.isLead')}
        labelPosition="left"
        aria-label={t('lift.settings.leadOf', { name })}
      />
    </li>
  )
}
