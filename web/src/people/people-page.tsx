import { Anchor } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { membersQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { Invitations } from './invitations.tsx'
import { roles } from './may.ts'
import { MemberRow } from './member-row.tsx'
import table from '../ui/table.module.css'
import classes from './people.module.css'

/** Who works here and what each may do; who is invited. */
export function PeoplePage() {
  const { t } = useTranslation()
  const { may } = useHere()
  const { workspace } = useParams({ strict: false }) as { workspace: string }
  const members = usePrefetched(membersQuery(workspace))
  return (
    <Page title={t('people.title')} lead={t('people.lead')}>
      <Section
        title={t('people.members')}
        actions={
          <Anchor href="#roles" fz="sm">
            {t('people.rolesTitle')}
          </Anchor>
        }
      >
        <ul className={table.list}>
          {members.map((member) => (
            <MemberRow key={member.personId} member={member} />
          ))}
        </ul>
      </Section>
      {may('manageMembers') ? <Invitations /> : null}
      <div id="roles">
        <Section title={t('people.rolesTitle')}>
          <dl className={classes.roles}>
            {roles.map((role) => (
              <div key={role}>
                <dt>{t(`people.roles.${role}`)}</dt>
                <dd>{t(`people.roleHelp.${role}`)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      </div>
    </Page>
  )
}
