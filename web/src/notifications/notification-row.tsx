import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Notification } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { leadsTo, saysWhat } from './words.ts'
import classes from './notifications.module.css'

/** One thing one was told of; opening it is reading it. */
export function NotificationRow({ item, onOpen }: { item: Notification; onOpen: (item: Notification) => void }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const time = (iso: string) => formatInstant(iso, workspace.timeZone, i18n.language)
  return (
    <li>
      <Link
        to={leadsTo(item, workspace.id)}
        className={classes.row}
        data-unread={item.readAt === null}
        onClick={() => onOpen(item)}
      >
        <span className={classes.says}>
          {item.readAt === null ? <span className={classes.dot} title={t('notifications.unread')} /> : null}
          {saysWhat(item, t, time)}
        </span>
        {item.text === null || item.text.trim() === '' ? null : (
          <span className={classes.text} data-kind="said">
            {item.text}
          </span>
        )}
        <time className={classes.time} dateTime={item.createdAt}>
          {time(item.createdAt)}
        </time>
      </Link>
    </li>
  )
}
