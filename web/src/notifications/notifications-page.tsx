import { Button } from '@mantine/core'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { zoneCity } from '../time/format.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { NotificationRow } from './notification-row.tsx'
import { notificationsQuery } from './queries.ts'
import { useMarkRead } from './use-mark-read.ts'
import table from '../ui/table.module.css'

/** All one was told of in this workspace. */
export function NotificationsPage() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { workspace: workspaceId } = useParams({ strict: false }) as { workspace: string }
  const list = useSuspenseInfiniteQuery(notificationsQuery(workspaceId))
  const read = useMarkRead(workspaceId)
  const items = list.data.pages.flatMap((page) => page.items)
  const unread = list.data.pages[0]?.unread ?? 0
  return (
    <Page
      title={t('notifications.title')}
      lead={t('common.zoneIs', { zone: zoneCity(workspace.timeZone) })}
      width="reading"
      actions={
        <>
          {unread === 0 ? null : (
            <Button variant="default" loading={read.isPending} onClick={() => read.mutate(undefined)}>
              {t('notifications.readAll')}
            </Button>
          )}
          <LinkButton to={paths.notificationSettings({ workspace: workspaceId })} variant="default">
            {t('notifications.settings.short')}
          </LinkButton>
        </>
      }
    >
      {items.length === 0 ? (
        <Empty title={t('notifications.empty')}>{t('notifications.emptyBody')}</Empty>
      ) : (
        <ul className={table.list}>
          {items.map((item) => (
            <NotificationRow
              key={item.id}
              item={item}
              onOpen={({ id, readAt }) => readAt === null && read.mutate([id])}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage ? (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      ) : null}
    </Page>
  )
}
