import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../api/query-client.ts'
import { serverNow } from '../api/server-clock.ts'
import type { Playbook } from '../api/types.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatRelative } from '../time/format.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { playbooksQuery } from './queries.ts'
import postClasses from '../posts/posts.module.css'
import table from '../ui/table.module.css'

/** The crisis plans of the workspace. */
export function PlaybooksPage() {
  const { t } = useTranslation()
  const { may } = useHere()
  const { workspace } = useParams({ strict: false }) as { workspace: string }
  const playbooks = usePrefetched(playbooksQuery(workspace))
  const write = may('changePlaybooks') ? (
    <LinkButton to={paths.newPlaybook({ workspace })}>{t('playbooks.new')}</LinkButton>
  ) : undefined
  return (
    <Page title={t('playbooks.title')} lead={t('playbooks.lead')} actions={playbooks.length === 0 ? undefined : write}>
      {playbooks.length === 0 ? (
        <Empty title={t('playbooks.empty')} action={write}>
          {t('playbooks.emptyBody')}
        </Empty>
      ) : (
        <ul className={table.list}>
          {playbooks.map((playbook) => (
            <PlaybookRow key={playbook.id} playbook={playbook} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function PlaybookRow({ playbook }: { playbook: Playbook }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const at = { workspace: workspace.id, playbook: playbook.id }
  const about = [
    t('playbooks.steps', { count: playbook.steps.length }),
    t('playbooks.contacts', { count: playbook.contacts.length }),
    t('playbooks.statements', { count: playbook.statementPostIds.length }),
    t('playbooks.changed', { when: formatRelative(Date.parse(playbook.updatedAt), serverNow(), i18n.language) }),
  ]
  return (
    <li className={table.row}>
      <div className={table.grow}>
        <Link to={paths.playbook(at)} className={postClasses.text}>
          <strong>{playbook.name}</strong>
        </Link>
        {playbook.situation === '' ? null : <div data-kind="said">{playbook.situation}</div>}
        <div className={table.quiet}>{about.join(' · ')}</div>
      </div>
      <LinkButton to={paths.printPlaybook(at)} variant="default" size="xs">
        {t('playbooks.print')}
      </LinkButton>
    </li>
  )
}
