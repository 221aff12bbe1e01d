import { Button, CopyButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'
import classes from './settings.module.css'

/** Shown once, after the second step was turned on or the codes were made anew. */
export function BackupCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation()
  return (
    <Notice
      tone="done"
      live="polite"
      actions={
        <>
          <CopyButton value={codes.join('\n')}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t('common.copied') : t('settings.security.copyCodes')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onKept}>{t('settings.security.backupDone')}</Button>
        </>
      }
    >
      {t('settings.security.totpReady')}
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </Notice>
  )
}
