import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Notice } from '../ui/notice.tsx'
import { seriesQuery } from './queries.ts'
import { ruleWords } from './rule.ts'

/** The repetition that a post belongs to, in words; it can be ended. */
export function SeriesNote({ seriesId, onEnded }: { seriesId: string; onEnded: () => void }) {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  const client = useQueryClient()
  const { data: series, error } = useQuery(seriesQuery(workspace.id, seriesId))
  const [asking, ask] = useState(false)
  const end = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/series/{id}/end', {
          params: { path: { workspaceId: workspace.id, id: seriesId } },
        }),
      ),
    onSuccess: ({ takenBack }) => {
      ask(false)
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
          <Button size="xs" variant="default" onClick={() => ask(true)}>
            {t('series.endIt')}
          </Button>
        )
      }
    >
      {over ? t('series.over') : t('series.planned', { count: series.planned })}
      {series.detached > 0 ? ` ${t('series.detached', { count: series.detached })}` : ''}
      {series.problem === null ? null : ` ${t('series.stuck')}`}
      <Confirm
        opened={asking}
        title={t('series.endTitle')}
        confirmLabel={t('series.endIt')}
        cancelLabel={t('common.cancel')}
        loading={end.isPending}
        submitError={<ErrorNotice error={end.error} />}
        onConfirm={() => end.mutate()}
        onClose={() => ask(false)}
      >
        {t('series.endHelp')}
      </Confirm>
    </Notice>
  )
}
