import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DraftState } from './use-draft.ts'
import classes from './compose.module.css'

/** Where unsaved words are kept, and the way to throw them away. */
export function KeptLine({ draft, onDiscard }: { draft: DraftState; onDiscard: () => void }) {
  const { t } = useTranslation()
  if (!draft.unsaved) return null
  return (
    <div className={classes.keptLine}>
      <span title={t('composer.keptHint')}>{draft.isKept ? t('composer.kept') : t('composer.notKept')}</span>
      <UnstyledButton className={classes.discard} onClick={onDiscard}>
        {t('composer.discard')}
      </UnstyledButton>
    </div>
  )
}
