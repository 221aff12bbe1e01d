import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { CopyField } from '../ui/copy-field.tsx'
import { Notice } from '../ui/notice.tsx'
import { feedQuery } from './queries.ts'

/** The calendar in one's own calendar program: a secret address, shown once. */
export function FeedDialog({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const params = { path: { workspaceId: workspace.id } }
  const query = feedQuery(workspace.id)
  const known = useQuery(query)
  const feed = known.data?.feed
  const again = () => client.invalidateQueries({ queryKey: query.queryKey })
  const renew = useMutation({
    mutationFn: () => unwrap(api.POST('/api/workspaces/{workspaceId}/calendar-feed', { params })),
    onSettled: again,
  })
  const revoke = useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/workspaces/{workspaceId}/calendar-feed', { params })),
    onSuccess: () => renew.reset(),
    onSettled: again,
  })
  const time = (iso: string) => formatInstant(iso, workspace.timeZone, i18n.language)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('calendar.feed.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        <Text>{t('calendar.feed.lead', { workspace: workspace.name })}</Text>
        {renew.data === undefined ? null : (
          <Notice tone="done" title={t('calendar.feed.once')}>
            <CopyField
              label={t('calendar.feed.address')}
              value={renew.data.url}
              copyLabel={t('common.copy')}
              copiedLabel={t('common.copied')}
            />
          </Notice>
        )}
        {feed == null ? null : (
          <Text size="sm" c="dimmed">
            {t('calendar.feed.since', { time: time(feed.createdAt) })}{' '}
            {feed.lastUsedAt === null
              ? t('calendar.feed.unread')
              : t('calendar.feed.read', { time: time(feed.lastUsedAt) })}
          </Text>
        )}
        <ErrorNotice error={renew.error ?? revoke.error ?? known.error} />
        <Group gap="xs">
          <Button loading={renew.isPending} onClick={() => renew.mutate()}>
            {feed == null ? t('calendar.feed.make') : t('calendar.feed.renew')}
          </Button>
          {feed == null ? null : (
            <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate()}>
              {t('calendar.feed.revoke')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  )
}
