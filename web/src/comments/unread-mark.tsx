import { IconMessage } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { StateMark } from '../ui/state-mark.tsx'
import { unreadQuery } from './queries.ts'

/** Comments of others on a post that one has not read. Nothing when all are. */
export function UnreadMark({ postId }: { postId: string }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { data } = useQuery(unreadQuery(workspace.id))
  const unread = data?.find((one) => one.postId === postId)?.unread ?? 0
  if (unread === 0) return null
  return (
    <StateMark tone="accent" icon={IconMessage}>
      {t('comments.unread', { count: unread })}
    </StateMark>
  )
}
