import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { reportQuery } from './queries.ts'
import type { Halt } from './shapes.ts'
import { Step } from './step.tsx'
import { useWhen } from './use-halts.ts'
import classes from './halt.module.css'

/** What was let through while the stop was in force, and by whom: from the record. */
export function Statements({ halt }: { halt: Halt }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const when = useWhen()
  const { data } = useQuery(reportQuery(workspace.id, halt.id))
  const passed = (data?.timeline ?? []).filter(({ action }) => action === 'delivery.exempted')
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
          {passed.map(({ at, by, what }) => (
            <li key={at} className={classes.item}>
              <div className={classes.what}>
                <span className={classes.text}>{what}</span>
                <span className={classes.quiet}>{`${by} · ${when(at)}`}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Step>
  )
}
