import { Popover, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { bellQuery } from './queries.ts'
import { useBrowserNotifications } from './use-browser.ts'
import classes from './notifications.module.css'

const BellList = lazy(async () => ({ default: (await import('./bell-list.tsx')).BellList }))

/** How many things one was told of and has not read; press to see the latest. */
export function Bell() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { data } = useQuery(bellQuery(workspace.id))
  const [opened, { toggle, close }] = useDisclosure(false)
  useBrowserNotifications(workspace.id, data?.items)
  const unread = data?.unread ?? 0
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && close()}
      position="bottom-end"
      width={360}
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <UnstyledButton className={classes.bell} onClick={toggle} aria-expanded={opened} aria-haspopup="dialog">
          <IconBell size={20} stroke={1.8} aria-hidden />
          {unread === 0 ? null : (
            <span className={classes.count} aria-hidden>
              {unread > 99 ? '99+' : unread}
            </span>
          )}
          <VisuallyHidden>{t('notifications.bell', { count: unread })}</VisuallyHidden>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('notifications.title')}>
        <Suspense fallback={<p className={classes.empty}>{t('common.loading')}</p>}>
          <BellList items={data?.items ?? []} unread={unread} onClose={close} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
