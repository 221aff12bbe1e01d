import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { postQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import { withTexts } from '../i18n/start.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { Notice } from '../ui/notice.tsx'
import { writtenOf, type Written } from './words.ts'

const MergeDialog = lazy(async () => ({
  default: (await withTexts('team', () => import('../merge/merge-dialog.tsx'))).MergeDialog,
}))

interface ConflictProps {
  postId: string
  /** The post as it was when the writing began; undefined when this browser no longer has it. */
  base: Written | undefined
  mine: Written
  onMerged: (merged: Written) => void
  onLoad: () => void
  onSaveAsNew: () => void
}

/** Two people changed the same post: neither text is thrown away without a word, and both can be brought together. */
export function Conflict({ postId, base, mine, onMerged, onLoad, onSaveAsNew }: ConflictProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const theirs = useMutation({
    mutationFn: async () => {
      const post = await queryClient.fetchQuery({ ...postQuery(workspace.id, postId), staleTime: 0 })
      return writtenOf(post, post.accountIds)
    },
  })
  return (
    <>
      <Notice
        tone="hold"
        live="assertive"
        actions={
          <>
            <Button loading={theirs.isPending} onClick={() => theirs.mutate()}>
              {t('composer.merge')}
            </Button>
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
      <ErrorNotice error={theirs.error} />
      {theirs.data === undefined ? null : (
        <Suspense fallback={null}>
          <MergeDialog
            base={base}
            mine={mine}
            theirs={theirs.data}
            onClose={theirs.reset}
            onTake={(merged) => {
              theirs.reset()
              onMerged(merged)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
