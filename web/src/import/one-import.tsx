import { Button, Progress, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { Columns } from './columns.tsx'
import { act, importQuery } from './queries.ts'
import { Rows } from './rows.tsx'
import classes from './import.module.css'

/** A file from its columns to its posts. */
export function OneImport({ id, onLeave }: { id: string; onLeave: () => void }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { data: read, error } = useQuery(importQuery(workspace.id, id))
  if (error) return <ErrorNotice error={error} />
  if (read === undefined) return null
  const separator = read.separator === '\t' ? t('imports.tab') : read.separator
  const lead = t('imports.read', { rows: read.counts.rows, encoding: read.encoding.toUpperCase(), separator })
  const another = (
    <Button size="xs" variant="default" onClick={onLeave}>
      {t('imports.another')}
    </Button>
  )
  return (
    <Section title={read.fileName} lead={lead} actions={another}>
      {read.state === 'read' || read.state === 'checked' ? <Prepare read={read} /> : <Made read={read} />}
    </Section>
  )
}

function Prepare({ read }: { read: Import }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [changed, setChanged] = useState(false)
  const start = useMutation({ mutationFn: () => act(workspace.id, read.id, 'start') })
  const { good, bad, warned } = read.counts
  const drafts = read.options.as === 'drafts'
  return (
    <>
      <Columns read={read} onChange={() => setChanged(true)} onChecked={() => setChanged(false)} />
      {read.state === 'checked' && !changed ? (
        <div className={classes.checked}>
          <Notice tone={bad > 0 ? 'hold' : 'done'} live="polite" title={t('imports.checkedGood', { count: good })}>
            {bad > 0 ? t('imports.checkedBad', { count: bad }) : t('imports.checkedAll')}
            {warned > 0 ? ` ${t('imports.checkedWarned', { count: warned })}` : ''}
          </Notice>
          {bad + warned > 0 ? <Rows read={read} only="problems" /> : null}
          <ErrorNotice error={start.error} />
          <Button disabled={good === 0} loading={start.isPending} onClick={() => start.mutate()}>
            {t(drafts ? 'imports.makeDrafts' : 'imports.plan', { count: good })}
          </Button>
        </div>
      ) : null}
    </>
  )
}

function Made({ read }: { read: Import }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const cancel = useMutation({ mutationFn: () => act(workspace.id, read.id, 'cancel') })
  const { good, made, refused } = read.counts
  const running = read.state === 'running'
  return (
    <div className={classes.checked}>
      <Text aria-live="polite">
        {t(`imports.progress.${read.state === 'running' ? 'running' : read.state === 'done' ? 'done' : 'cancelled'}`, {
          made,
          good,
        })}
      </Text>
      <Progress value={good === 0 ? 100 : ((made + refused) / good) * 100} aria-label={t('imports.progressLabel')} />
      {refused > 0 ? (
        <>
          <Notice tone="hold">{t('imports.refused', { count: refused })}</Notice>
          <Rows read={read} only="refused" />
        </>
      ) : null}
      <ErrorNotice error={cancel.error} />
      {running ? (
        <div className={classes.acts}>
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('imports.stop')}
          </Button>
          <span className={classes.hint}>{t('imports.mayLeave')}</span>
        </div>
      ) : (
        <div className={classes.acts}>
          <LinkButton to={paths.posts({ workspace: workspace.id })} variant="default">
            {t('imports.seePosts')}
          </LinkButton>
        </div>
      )}
    </div>
  )
}
