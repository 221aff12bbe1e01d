import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Notification } from '../api/types.ts'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { NotificationRow } from './notification-row.tsx'
import { useMarkRead } from './use-mark-read.ts'
import classes from './notifications.module.css'

/** The latest of what one was told of, below the bell. */
export function BellList({
  items,
  unread,
  onClose,
}: {
  items: readonly Notification[]
  unread: number
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const read = useMarkRead(workspace.id)
  return (
    <div>
      <div className={classes.head}>
        <strong>{t('notifications.title')}</strong>
        {unread === 0 ? null : (
          <Button size="compact-sm" variant="subtle" onClick={() => read.mutate(undefined)}>
            {t('notifications.readAll')}
          </Button>
        )}
      </div>
      {items.length === 0 ? (
        <p className={classes.empty}>{t('notifications.empty')}</p>
      ) : (
        <ul className={classes.list}>
          {items.map((item) => (
            <NotificationRow
              key={item.id}
              item={item}
              onOpen={({ id, readAt }) => {
                if (readAt === null) read.mutate([id])
                onClose()
              }}
            />
          ))}
        </ul>
      )}
      <div className={classes.foot}>
        <Link to={paths.notifications({ workspace: workspace.id })} onClick={onClose}>
          {t('notifications.all')}
        </Link>
        <Link to={paths.notificationSettings({ workspace: workspace.id })} onClick={onClose}>
          {t('notifications.settings.short')}
        </Link>
      </div>
    </div>
  )
}
