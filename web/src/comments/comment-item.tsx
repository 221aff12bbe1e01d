import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Comment } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { CommentBox } from './comment-box.tsx'
import { pieces } from './mentions.ts'
import type { Said } from './queries.ts'
import classes from './comments.module.css'

interface CommentItemProps {
  comment: Comment
  /** Written by somebody else since one read the comments last. */
  fresh: boolean
  loading: boolean
  onEdit: (said: Said) => Promise<unknown>
  onDelete: () => void
}

export function CommentItem({ comment, fresh, loading, onEdit, onDelete }: CommentItemProps) {
  const { t, i18n } = useTranslation()
  const { me, workspace } = useHere()
  const [editing, edit] = useState(false)
  const own = comment.author.id === me.person.id && comment.deletedAt === null
  return (
    <li className={classes.comment} data-fresh={fresh}>
      <div className={classes.by}>
        <strong>{comment.author.name}</strong>
        <time dateTime={comment.createdAt}>{formatInstant(comment.createdAt, workspace.timeZone, i18n.language)}</time>
        {comment.editedAt !== null && comment.deletedAt === null ? <span>{t('comments.edited')}</span> : null}
        {fresh ? <span className={classes.new}>{t('comments.new')}</span> : null}
      </div>
      {comment.deletedAt === null ? null : <p className={classes.deleted}>{t('comments.deleted')}</p>}
      {editing ? (
        <CommentBox
          label={t('comments.editLabel')}
          submitLabel={t('common.save')}
          initial={comment.text}
          loading={loading}
          onSay={async (said) => {
            await onEdit(said)
            edit(false)
          }}
          onCancel={() => edit(false)}
        />
      ) : comment.deletedAt === null ? (
        <p className={classes.text} data-kind="said">
          {pieces(
            comment.text,
            comment.mentions.map(({ name }) => name),
          ).map(({ text, named }, index) => (named ? <strong key={index}>{text}</strong> : text))}
        </p>
      ) : null}
      {own && !editing ? (
        <Group gap={4}>
          <Button size="compact-xs" variant="subtle" onClick={() => edit(true)}>
            {t('comments.edit')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={onDelete}>
            {t('comments.delete')}
          </Button>
        </Group>
      ) : null}
    </li>
  )
}
