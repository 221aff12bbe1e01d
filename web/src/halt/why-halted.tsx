import { useTranslation } from 'react-i18next'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { scopeWords } from './scope-words.ts'
import type { Halt } from './shapes.ts'
import { useWhen } from './use-halts.ts'

/** Why something waits: who stopped what, since when, with the way there. */
export function WhyHalted({ halt, where }: { halt: Halt; where: 'composer' | 'delivery' }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const when = useWhen()
  const told = { name: halt.by.name, scope: scopeWords(halt, t), when: when(halt.sealedAt) }
  return (
    <>
      {t(`halt.why.${where}`, told)}{' '}
      <AppLink to={paths.halt({ workspace: workspace.id, halt: halt.id })} style={{ whiteSpace: 'nowrap' }}>
        {t('halt.why.see')}
      </AppLink>
    </>
  )
}
