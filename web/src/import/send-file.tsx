import { Button, FileButton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { Section } from '../ui/section.tsx'
import { sendFile } from './queries.ts'
import classes from './import.module.css'

/** Takes a file, by hand or dropped. Nothing is made of it yet. */
export function SendFile({ onSent }: { onSent: (read: Import) => void }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [over, setOver] = useState(false)
  const send = useMutation({ mutationFn: (file: File) => sendFile(workspace.id, file), onSuccess: onSent })
  const take = (file: File | null | undefined) => file != null && send.mutate(file)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <Section title={t('imports.import')} lead={t('imports.importLead')}>
      <div
        className={classes.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileButton onChange={take} accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain">
          {(props) => (
            <Button {...props} loading={send.isPending}>
              {t('imports.choose')}
            </Button>
          )}
        </FileButton>
        <span className={classes.hint}>{t('imports.orDrop')}</span>
      </div>
      <ErrorNotice error={send.error} />
    </Section>
  )
}
