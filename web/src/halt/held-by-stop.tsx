import { useTranslation } from 'react-i18next'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import type { Halt } from './shapes.ts'
import { useWhen } from './use-halts.ts'

/** Why a delivery is held that fell due during a stop: by name while the stop is in force, and what to do once it is not. */
export function HeldByStop({ halt }: { halt: Halt | undefined }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const when = useWhen()
  if (halt === undefined) {
    return (
      <>
        {t('halt.why.lifted')} <AppLink to={paths.halts({ workspace: workspace.id })}>{t('halt.list.title')}</AppLink>
      </>
    )
  }
  return (
    <>
      {t('halt.why.held', { name: halt.by.name, when: when(halt.sealedAt) })}{' '}
      <AppLink to={paths.halt({ workspace: workspace.id, halt: halt.id })}>{t('halt.why.see')}</AppLink>
    </>
  )
}
