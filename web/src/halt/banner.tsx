import { IconHandStop } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { scopeWords } from './scope-words.ts'
import { useActiveHalts, useWhen } from './use-halts.ts'
import classes from './banner.module.css'

/** On every page while a stop is in force: who stopped what, since when, and whether it is silent yet. */
export function HaltBanner() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { halt: shown } = useParams({ strict: false }) as { halt?: string }
  const when = useWhen()
  // Its own page says all of it.
  const [halt, ...others] = useActiveHalts().filter(({ id }) => id !== shown)
  if (halt === undefined) return null
  return (
    <section className={classes.banner} aria-label={t('halt.banner.label')}>
      <IconHandStop size={20} stroke={1.8} aria-hidden className={classes.icon} />
      <p className={classes.words} aria-live="polite">
        <strong>
          {t('halt.banner.by', { name: halt.by.name, scope: scopeWords(halt, t), when: when(halt.sealedAt) })}
        </strong>{' '}
        <span>
          {halt.silentAt === null ? t('halt.banner.notSilent', { count: halt.unresolved }) : t('halt.banner.silent')}
        </span>
        {halt.reason === null ? null : <q className={classes.reason}>{halt.reason}</q>}
      </p>
      <span className={classes.links}>
        <Link to={paths.halt({ workspace: workspace.id, halt: halt.id })}>{t('halt.banner.open')}</Link>
        {others.length === 0 ? null : (
          <Link to={paths.halts({ workspace: workspace.id })}>{t('halt.banner.more', { count: others.length })}</Link>
        )}
      </span>
    </section>
  )
}
