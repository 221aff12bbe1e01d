import { IconEye, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { usePresence } from './use-presence.ts'
import classes from './presence.module.css'

/** Who else has this post open: they write, or they look. */
export function PresenceLine({ postId, writes }: { postId: string; writes: boolean }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const others = usePresence(workspace.id, postId, writes)
  return (
    <div className={classes.line} aria-live="polite">
      {others.map(({ personId, name, writes: writing }) => (
        <span key={personId} className={classes.other} data-writes={writing}>
          {writing ? <IconPencil size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
          {writing ? t('comments.presence.writes', { name }) : t('comments.presence.looks', { name })}
        </span>
      ))}
    </div>
  )
}
