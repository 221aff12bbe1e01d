import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'

/** Two people changed the same post: neither text is thrown away without a word. */
export function Conflict({ onLoad, onSaveAsNew }: { onLoad: () => void; onSaveAsNew: () => void }) {
  const { t } = useTranslation()
  return (
    <Notice
      tone="hold"
      live="assertive"
      actions={
        <>
          <Button variant="default" onClick={onSaveAsNew}>
            {t('composer.saveAsNew')}
          </Button>
          <Button variant="default" onClick={onLoad}>
            {t('composer.loadTheirs')}
          </Button>
        </>
      }
    >
      {t('composer.conflict')}
    </Notice>
  )
}
