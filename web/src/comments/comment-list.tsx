import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Comments } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { CommentItem } from './comment-item.tsx'
import { commentsQuery, deleteComment, editComment, markCommentsRead, type Said } from './queries.ts'
import classes from './comments.module.css'

/** The comments in their order. What was new when the page opened stays marked while it is open. */
export function CommentList({ postId, comments: { items, readUpTo } }: { postId: string; comments: Comments }) {
  const { workspace, me } = useHere()
  const client = useQueryClient()
  const [readBefore] = useState(readUpTo)
  const settled = {
    onSettled: () => client.invalidateQueries({ queryKey: commentsQuery(workspace.id, postId).queryKey }),
  }
  const edit = useMutation({
    mutationFn: ({ id, said }: { id: string; said: Said }) => editComment(workspace.id, postId, id, said),
    ...settled,
  })
  const remove = useMutation({ mutationFn: (id: string) => deleteComment(workspace.id, postId, id), ...settled })
  const last = items.at(-1)?.id
  const shown = last !== undefined && last !== readUpTo ? last : undefined
  useEffect(() => {
    if (shown === undefined) return
    markCommentsRead(workspace.id, postId, shown)
      .then(() => client.invalidateQueries({ queryKey: ['w', workspace.id, 'unread-comments'] }))
      // shown as unread once more is all that comes of it
      .catch((error: unknown) => console.warn('The comments could not be marked as read', error))
  }, [shown, client, workspace.id, postId])
  if (items.length === 0) return null
  return (
    <>
      <ol className={classes.list}>
        {items.map((comment) => (
          <CommentItem
            key={comment.id}
            comment={comment}
            fresh={comment.author.id !== me.person.id && (readBefore === null || comment.id > readBefore)}
            loading={edit.isPending}
            onEdit={(said) => edit.mutateAsync({ id: comment.id, said })}
            onDelete={() => remove.mutate(comment.id)}
          />
        ))}
      </ol>
      <ErrorNotice error={edit.error ?? remove.error} />
    </>
  )
}
