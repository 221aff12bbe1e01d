import { ActionIcon, Button, Progress } from '@mantine/core'
import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { errorSentence } from '../api/error-sentence.ts'
import type { Uploading } from './use-uploads.ts'
import classes from './media.module.css'

interface UploadLineProps {
  readonly upload: Uploading
  readonly onRetry: () => void
  readonly onRemove: () => void
}

/** A file on its way: how far it is, or why it did not get there. */
export function UploadLine({ upload, onRetry, onRemove }: UploadLineProps) {
  const { t } = useTranslation()
  const { file, share, error } = upload
  const percent = Math.round(share * 100)
  return (
    <div className={classes.upload} role="group" aria-label={file.name}>
      <div className={classes.words}>
        <strong className={classes.name}>{file.name}</strong>
        {error === undefined ? (
          <>
            <Progress value={percent} size="sm" aria-label={t('media.uploading', { name: file.name })} />
            <span className={classes.hint}>
              {percent < 100 ? t('media.percent', { percent }) : t('media.checking')}
            </span>
          </>
        ) : (
          <span className={classes.failed} role="alert">
            <IconAlertTriangle size={16} aria-hidden /> {errorSentence(error, t).sentence}
          </span>
        )}
      </div>
      {error === undefined ? null : (
        <Button variant="default" size="xs" onClick={onRetry}>
          {t('media.retry')}
        </Button>
      )}
      <ActionIcon
        variant="subtle"
        size={32}
        onClick={onRemove}
        aria-label={t('media.removeUpload', { name: file.name })}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  )
}
