import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { withTexts } from '../i18n/start.ts'
import { useHere } from '../shell/workspace-context.ts'
import { OnDemand } from '../ui/on-demand.tsx'
import { bellQuery } from './queries.ts'
import classes from './bell.module.css'

const loadMenu = () => withTexts('team', () => import('./bell-menu.tsx'))
const BellMenu = lazy(async () => ({ default: (await loadMenu()).BellMenu }))
const ByBrowser = lazy(async () => ({ default: (await withTexts('team', () => import('./by-browser.tsx'))).ByBrowser }))

/** How many things one was told of and has not read; press to see the latest. */
export function Bell() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { data } = useQuery(bellQuery(workspace.id))
  const unread = data?.unread ?? 0
  return (
    <>
      <OnDemand
        menu={BellMenu}
        preload={loadMenu}
        target={(press) => (
          <UnstyledButton className={classes.bell} onClick={press} aria-haspopup="dialog">
            <IconBell size={20} stroke={1.8} aria-hidden />
            {unread === 0 ? null : (
              <span className={classes.count} aria-hidden>
                {unread > 99 ? '99+' : unread}
              </span>
            )}
            <VisuallyHidden>{t('shell.bell', { count: unread })}</VisuallyHidden>
          </UnstyledButton>
        )}
      />
      {'Notification' in window && Notification.permission === 'granted' ? (
        <Suspense fallback={null}>
          <ByBrowser items={data?.items} />
        </Suspense>
      ) : null}
    </>
  )
}
