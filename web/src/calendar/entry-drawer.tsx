import { Drawer, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { postQuery } from '../api/queries.ts'
import type { CalendarEntry } from '../api/types.ts'
import { DeliveryCard } from '../deliveries/delivery-card.tsx'
import { SeriesNote } from '../series/series-note.tsx'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import classes from './calendar.module.css'

/** A delivery as its post's page shows it, without leaving the calendar. */
export function EntryDrawer({ entry, onClose }: { entry: CalendarEntry; onClose: () => void }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const post = useQuery(postQuery(workspace.id, entry.postId))
  const delivery = post.data?.deliveries.find(({ id }) => id === entry.id)
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={t('calendar.card')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <ErrorNotice error={post.error} />
      {delivery === undefined ? (
        post.isPending ? (
          <Skeleton height={240} />
        ) : null
      ) : (
        <div className={classes.card}>
          <blockquote className={classes.quote} data-kind="post" lang="">
            {entry.text}
          </blockquote>
          {entry.seriesId === null ? null : (
            <SeriesNote seriesId={entry.seriesId} postId={entry.postId} dueAt={entry.dueAt} onEnded={onClose} />
          )}
          <DeliveryCard delivery={delivery} campaignId={entry.campaignId} />
          <LinkButton variant="default" to={paths.post({ workspace: workspace.id, post: entry.postId })}>
            {t('calendar.openPost')}
          </LinkButton>
        </div>
      )}
    </Drawer>
  )
}
