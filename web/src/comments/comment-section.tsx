import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PresenceLine } from '../presence/presence-line.tsx'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { Section } from '../ui/section.tsx'
import { CommentBox } from './comment-box.tsx'
import { CommentList } from './comment-list.tsx'
import { commentsQuery, writeComment, type Said } from './queries.ts'

/** What the workspace says about a post. Never sent; live, and read once it was shown. */
export function CommentSection({ postId, writes = false }: { postId: string; writes?: boolean }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const query = commentsQuery(workspace.id, postId)
  const { data } = useQuery(query)
  const write = useMutation({
    mutationFn: (said: Said) => writeComment(workspace.id, postId, said),
    onSettled: () => client.invalidateQueries({ queryKey: query.queryKey }),
  })
  return (
    <Section
      title={t('comments.title')}
      lead={t('comments.lead')}
      actions={<PresenceLine postId={postId} writes={writes} />}
    >
      {data === undefined ? null : <CommentList postId={postId} comments={data} />}
      <CommentBox
        label={t('comments.write')}
        submitLabel={t('comments.submit')}
        loading={write.isPending}
        onSay={(said) => write.mutateAsync(said)}
      />
      <ErrorNotice error={write.error} />
    </Section>
  )
}
