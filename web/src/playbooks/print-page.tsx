import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { membersQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import type { Playbook } from '../api/types.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatDay } from '../time/format.ts'
import { Page } from '../ui/page.tsx'
import { playbookQuery } from './queries.ts'
import { useAccountsOf } from './statements.tsx'
import { usePosts } from './use-posts.ts'
import classes from './print.module.css'

/** The playbook as a sheet of paper: for the wall, and for the day when nothing else works. */
export function PrintPage() {
  const { t, i18n } = useTranslation()
  const { workspace: here } = useHere()
  const { workspace, playbook: id } = useParams({ strict: false }) as { workspace: string; playbook: string }
  const playbook = usePrefetched(playbookQuery(workspace, id))
  const day = formatDay(playbook.updatedAt, here.timeZone, i18n.language)
  return (
    <Page
      title={t('playbooks.print')}
      actions={
        <>
          <LinkButton to={paths.playbook({ workspace, playbook: id })} variant="default">
            {t('playbooks.sheet.back')}
          </LinkButton>
          <Button onClick={() => window.print()}>{t('playbooks.sheet.print')}</Button>
        </>
      }
    >
      <article className={classes.sheet}>
        <h2>{playbook.name}</h2>
        <div className={classes.quiet}>
          {`${here.name} · ${t('playbooks.sheet.state', { version: playbook.version, day })}`}
        </div>
        {playbook.situation === '' ? null : (
          <>
            <h3>{t('playbooks.edit.situation')}</h3>
            <p data-kind="said">{playbook.situation}</p>
          </>
        )}
        <StepTable playbook={playbook} />
        <ContactTable playbook={playbook} />
        <StatementTexts playbook={playbook} />
      </article>
    </Page>
  )
}

function StepTable({ playbook }: { playbook: Playbook }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const members = usePrefetched(membersQuery(workspace.id))
  return (
    <>
      <h3>{t('playbooks.edit.steps')}</h3>
      <table>
        <thead>
          <tr>
            <th style={{ width: 64 }}>{t('playbooks.sheet.done')}</th>
            <th>{t('playbooks.edit.stepText')}</th>
            <th style={{ width: '24%' }}>{t('playbooks.sheet.by')}</th>
            <th style={{ width: '14%' }} className={classes.wide}>
              {t('playbooks.sheet.at')}
            </th>
          </tr>
        </thead>
        <tbody>
          {playbook.steps.map((step, index) => (
            <tr key={step.id}>
              <td>
                <span className={classes.box}>{'\u00a0'}</span>
              </td>
              <td data-kind="said">{`${index + 1}. ${step.text}`}</td>
              <td>
                {[
                  members.find(({ personId }) => personId === step.personId)?.name,
                  step.role === null ? undefined : t(`people.roles.${step.role}`),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </td>
              <td className={classes.wide}>{'\u00a0'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function ContactTable({ playbook }: { playbook: Playbook }) {
  const { t } = useTranslation()
  if (playbook.contacts.length === 0) return null
  return (
    <>
      <h3>{t('playbooks.edit.contacts')}</h3>
      <table>
        <thead>
          <tr>
            <th>{t('playbooks.edit.contactName')}</th>
            <th>{t('playbooks.edit.phone')}</th>
            <th className={classes.wide}>{t('playbooks.edit.email')}</th>
          </tr>
        </thead>
        <tbody>
          {playbook.contacts.map(({ id, name, role, phone, email, note }) => (
            <tr key={id} data-kind="said">
              <td>
                <strong>{name}</strong>
                <div className={classes.quiet}>{[role, note].filter(Boolean).join(' · ')}</div>
              </td>
              <td className="tabular">{phone}</td>
              <td className={classes.wide}>{email}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function StatementTexts({ playbook }: { playbook: Playbook }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const posts = usePosts(workspace.id, playbook.statementPostIds)
  const accountsOf = useAccountsOf()
  if (posts.length === 0) return null
  return (
    <>
      <h3>{t('playbooks.edit.statements')}</h3>
      {posts.map((post) => (
        <div key={post.id}>
          <div className={classes.quiet}>
            {t('playbooks.sheet.statement', { accounts: accountsOf(post) || t('playbooks.sheet.noAccount') })}
          </div>
          <p className={classes.statement} data-kind="said">
            {post.text}
          </p>
        </div>
      ))}
    </>
  )
}
