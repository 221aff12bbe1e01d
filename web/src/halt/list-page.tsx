import { IconCircleCheck, IconHandStop } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../api/query-client.ts'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatExact, zoneCity } from '../time/format.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { haltsQuery } from './queries.ts'
import { scopeWords } from './scope-words.ts'
import type { Halt } from './shapes.ts'
import { useWhen } from './use-halts.ts'
import table from '../ui/table.module.css'
import classes from './halt.module.css'

/** Every stop of this workspace. */
export function HaltsPage() {
  const { t } = useTranslation()
  const { workspace: workspaceId } = useParams({ strict: false }) as { workspace: string }
  const { workspace } = useHere()
  const halts = usePrefetched(haltsQuery(workspaceId))
  return (
    <Page
      title={t('halt.list.title')}
      lead={`${t('halt.list.lead')} ${t('common.zoneIs', { zone: zoneCity(workspace.timeZone) })}`}
    >
      {halts.length === 0 ? (
        <Empty title={t('halt.list.empty')}>{t('halt.list.emptyBody')}</Empty>
      ) : (
        <ul className={table.list}>
          {halts.map((halt) => (
            <Row key={halt.id} halt={halt} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function Row({ halt }: { halt: Halt }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const exact = (iso: string) => formatExact(iso, workspace.timeZone, i18n.language)
  const when = useWhen()
  const { liftedAt } = halt
  return (
    <li className={table.row}>
      <div className={table.grow}>
        <Link to={paths.halt({ workspace: workspace.id, halt: halt.id })} className={classes.text}>
          {t('halt.list.row', { name: halt.by.name, scope: scopeWords(halt, t) })}
        </Link>
        <div className={table.quiet}>
          {[
            exact(halt.sealedAt),
            t(`halt.level.${halt.level}`),
            ...(liftedAt === null
              ? []
              : [t('halt.list.liftedAt', { when: when(liftedAt), name: halt.liftedBy ?? '' })]),
          ].join(' · ')}
        </div>
        {halt.reason === null ? null : <div className={table.quiet}>{halt.reason}</div>}
      </div>
      <StateMark tone={liftedAt === null ? 'hold' : 'quiet'} icon={liftedAt === null ? IconHandStop : IconCircleCheck}>
        {liftedAt === null ? t('halt.list.active') : t('halt.list.lifted')}
      </StateMark>
    </li>
  )
}
