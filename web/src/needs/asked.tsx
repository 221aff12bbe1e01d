import { useTranslation } from 'react-i18next'
import type { AskedApproval } from '../api/types.ts'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import classes from './needs.module.css'

/** Approvals asked of who looks. The words are read on the post’s own page before anything is answered. */
export function Asked({ approvals }: { approvals: readonly AskedApproval[] }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  if (approvals.length === 0) return null
  const time = (iso: string) => formatInstant(iso, workspace.timeZone, i18n.language)
  return (
    <section className={classes.group} aria-label={t('needs.asked')}>
      <header className={classes.groupHead}>
        <div className={classes.groupWords}>
          <strong>{t('needs.asked')}</strong>
          <p>{t('needs.askedLead')}</p>
        </div>
      </header>
      <ul className={classes.rows}>
        {approvals.map((approval) => (
          <li key={approval.id} className={classes.row}>
            <div className={classes.words}>
              <AppLink
                to={paths.post({ workspace: workspace.id, post: approval.postId })}
                className={classes.text ?? ''}
              >
                {approval.text.trim() === '' ? t('posts.noText') : approval.text}
              </AppLink>
              <span className={classes.about}>
                {t('needs.askedBy', { name: approval.askedBy.name, time: time(approval.expiresAt) })}
                {approval.dueAt === null ? '' : ` · ${t('needs.askedDue', { time: time(approval.dueAt) })}`}
              </span>
              {approval.note === '' ? null : <span className={classes.about}>{approval.note}</span>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
