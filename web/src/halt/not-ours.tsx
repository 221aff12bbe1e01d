import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { notOursQuery } from './queries.ts'
import type { Halt } from './shapes.ts'
import { Step } from './step.tsx'
import { useWhen } from './use-halts.ts'
import classes from './halt.module.css'

/** What other tools have scheduled on the networks themselves; where a network cannot say, that is said. */
export function NotOurs({ halt }: { halt: Halt }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const when = useWhen()
  const { data, error } = useQuery(notOursQuery(workspace.id, halt.id))
  const items = data?.items ?? []
  const unsupported = data?.unsupported ?? []
  const names = new Intl.ListFormat(i18n.language).format(
    unsupported.map((network) => t(`accounts.network.${network}`)),
  )
  return (
    <Step id="not-ours" title={t('halt.notOurs.title')} tone={items.length > 0 ? 'hold' : 'quiet'}>
      {error === null ? null : <p className={classes.body}>{t('halt.notOurs.unreadable')}</p>}
      {items.length > 0 ? <p className={classes.body}>{t('halt.notOurs.lead')}</p> : null}
      {items.length === 0 && data !== undefined && unsupported.length === 0 ? (
        <p className={classes.body}>{t('halt.notOurs.none')}</p>
      ) : null}
      {items.length === 0 ? null : (
        <ul className={classes.list}>
          {items.map(({ id, text, dueAt }) => (
            <li key={id} className={classes.item}>
              <div className={classes.what}>
                <span className={classes.text}>{text}</span>
                <span className={classes.quiet}>{t('halt.notOurs.due', { when: when(dueAt) })}</span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {unsupported.length === 0 ? null : (
        <p className={classes.body}>{t('halt.notOurs.unsupported', { networks: names })}</p>
      )}
    </Step>
  )
}
