import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { serverNow } from '../api/server-clock.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Notice } from '../ui/notice.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { seriesQuery } from './queries.ts'
import { ruleWords } from './rule.ts'

interface SeriesNoteProps {
  seriesId: string
  /** The one it is seen from. */
  postId: string
  dueAt: string
  onEnded: () => void
}

/** The repetition that a post belongs to, in words; it can be ended, or go on by another rule. */
export function SeriesNote({ seriesId, postId, dueAt, onEnded }: SeriesNoteProps) {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  const client = useQueryClient()
  const { data: series, error } = useQuery(seriesQuery(workspace.id, seriesId))
  const [asking, ask] = useState<'end' | 'change'>()
  const end = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/series/{id}/end', {
          params: { path: { workspaceId: workspace.id, id: seriesId } },
        }),
      ),
    onSuccess: ({ takenBack }) => {
      ask(undefined)
      toast(t('series.ended', { count: takenBack }))
      onEnded()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  if (series === undefined) return <ErrorNotice error={error} />
  const over = series.endedAt !== null
  return (
    <Notice
      title={ruleWords(series.rule, t, i18n.language)}
      tone={series.problem === null ? 'info' : 'hold'}
      actions={
        over || !may('send') ? undefined : (
          <>
            {Date.parse(dueAt) > serverNow() ? (
              <Button size="xs" variant="default" onClick={() => ask('change')}>
                {t('series.changeIt')}
              </Button>
            ) : null}
            <Button size="xs" variant="default" onClick={() => ask('end')}>
              {t('series.endIt')}
            </Button>
          </>
        )
      }
    >
      {over ? t('series.over') : t('series.planned', { count: series.planned })}
      {series.goesOn ? ` ${t('series.goesOn')}` : ''}
      {series.detached > 0 ? ` ${t('series.detached', { count: series.detached })}` : ''}
      {series.problem === null ? null : ` ${t('series.stuck')}`}
      {asking === 'change' ? (
        <ChangeDialog
          seriesId={seriesId}
          postId={postId}
          dueAt={dueAt}
          onClose={() => ask(undefined)}
          onDone={onEnded}
        />
      ) : null}
      <Confirm
        opened={asking === 'end'}
        title={t('series.endTitle')}
        confirmLabel={t('series.endIt')}
        cancelLabel={t('common.cancel')}
        loading={end.isPending}
        submitError={<ErrorNotice error={end.error} />}
        onConfirm={() => end.mutate()}
        onClose={() => ask(undefined)}
      >
        {t('series.endHelp')}
      </Confirm>
    </Notice>
  )
}
