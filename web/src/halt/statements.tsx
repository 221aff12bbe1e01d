import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { outQuery } from './queries.ts'
import type { Halt } from './shapes.ts'
import { Step } from './step.tsx'
import { useWhen } from './use-halts.ts'
import classes from './halt.module.css'

/** What was let through while the stop was in force. */
export function Statements({ halt }: { halt: Halt }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const when = useWhen()
  const { data } = useQuery(outQuery(workspace.id, halt.id))
  const passed = (data?.items ?? []).filter(({ statement }) => statement)
  return (
    <Step
      id="statements"
      title={t('halt.statements.title')}
      aside={<span className={classes.count}>{passed.length}</span>}
    >
      {passed.length === 0 ? (
        <p className={classes.body}>{halt.can.exempt ? t('halt.statements.none') : t('halt.statements.nonePlain')}</p>
      ) : (
        <ul className={classes.list}>
          {passed.map(({ id, postId, text, account, sentAt }) => (
            <li key={id} className={classes.item}>
              <div className={classes.what}>
                <Link to={paths.post({ workspace: workspace.id, post: postId })} className={classes.text}>
                  {text}
                </Link>
                <span className={classes.quiet}>
                  {[
                    `@${account.handle}`,
                    ...(sentAt === null ? [] : [t('halt.out.sent', { when: when(sentAt) })]),
                  ].join(' · ')}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Step>
  )
}
