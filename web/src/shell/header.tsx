import { Kbd, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { StopButton } from '../halt/stop-button.tsx'
import { withTexts } from '../i18n/start.ts'
import { useLiveStatus } from '../live/status.ts'
import { Picture } from '../ui/avatar.tsx'
import { OnDemand } from '../ui/on-demand.tsx'
import { modKey } from './keys.ts'
import { useHere } from './workspace-context.ts'
import classes from './shell.module.css'

const loadMenu = () => withTexts('preferences', () => import('./person-menu.tsx'))
const PersonMenu = lazy(async () => ({ default: (await loadMenu()).PersonMenu }))

const Bell = lazy(async () => ({ default: (await import('../notifications/bell.tsx')).Bell }))

/** Whether what is on the page is what is: a dot and a word, louder when it is not. */
function LiveState() {
  const { t } = useTranslation()
  const status = useLiveStatus()
  const hint = status === 'reconnecting' ? t('shell.live.reconnectingHint') : t('shell.live.openHint')
  return (
    <span className={classes.live} data-status={status} title={hint} aria-live="polite">
      <span className={classes.liveDot} aria-hidden />
      <span className={status === 'reconnecting' ? undefined : classes.liveWord}>{t(`shell.live.${status}`)}</span>
    </span>
  )
}

export function Header({ onPalette }: { onPalette: () => void }) {
  const { t } = useTranslation()
  const { me, workspace } = useHere()
  return (
    <header className={classes.header}>
      <span className={classes.brandSmall}>{workspace.name}</span>
      <UnstyledButton className={classes.search} onClick={onPalette}>
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <span>{t('shell.palette')}</span>
        <Kbd size="xs" className={classes.searchKey} aria-hidden>
          {modKey} K
        </Kbd>
      </UnstyledButton>
      <LiveState />
      <StopButton />
      <Suspense fallback={<span className={classes.bellSpace} />}>
        <Bell />
      </Suspense>
      <OnDemand
        menu={PersonMenu}
        preload={loadMenu}
        target={(press) => (
          <UnstyledButton
            className={classes.person}
            aria-label={t('shell.yourMenu', { name: me.person.name })}
            aria-haspopup="menu"
            onClick={press}
          >
            <Picture src={null} name={me.person.name} size={32} />
          </UnstyledButton>
        )}
      />
    </header>
  )
}
