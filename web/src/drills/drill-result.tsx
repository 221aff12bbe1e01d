import { useTranslation } from 'react-i18next'
import type { Drill } from '../api/types.ts'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { Notice } from '../ui/notice.tsx'
import classes from './drills.module.css'

/** What a rehearsal showed: the times, the counts, and the texts that would have been held. */
export function DrillResult({ drill }: { drill: Drill }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const items = drill.wouldHoldItems ?? []
  const figures = [
    [t('lift.drill.sealed'), t('lift.drill.ms', { ms: drill.sealedMs })],
    drill.silentMs === null
      ? [t('lift.drill.notSilent'), '—']
      : [t('lift.drill.silent'), t('lift.drill.ms', { ms: drill.silentMs })],
    [t('lift.drill.onWire'), String(drill.onWire)],
    [t('lift.drill.wouldHold'), String(drill.wouldHold)],
    [t('lift.drill.wouldRecall'), String(drill.wouldRecall)],
  ]
  return (
    <Notice tone={drill.silentMs === null ? 'hold' : 'done'} live="polite" title={t('lift.drill.done')}>
      <dl className={classes.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {items.length === 0 ? (
        t('lift.drill.none')
      ) : (
        <details>
          <summary>{t('lift.drill.items')}</summary>
          <ul className={classes.items}>
            {items.map((item) => (
              <li key={item.id}>
                <time dateTime={item.dueAt}>{formatInstant(item.dueAt, workspace.timeZone, i18n.language)}</time>{' '}
                <span>{`@${item.account.handle} `}</span>
                <AppLink to={paths.post({ workspace: workspace.id, post: item.postId })} fz="inherit">
                  <span data-kind="said">{item.text}</span>
                </AppLink>
              </li>
            ))}
          </ul>
          {drill.wouldHold > items.length
            ? t('lift.drill.itemsMore', { shown: items.length, total: drill.wouldHold })
            : null}
        </details>
      )}
    </Notice>
  )
}
