import { VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMenu2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { withTexts } from '../i18n/start.ts'
import { useHasUnsaved } from '../posts/kept-text.ts'
import { paths } from './paths.ts'
import { rooms, writeIcon as WriteIcon } from './rooms.ts'
import { useHere } from './workspace-context.ts'
import { WorkspaceSwitch } from './workspace-switch.tsx'
import classes from './shell.module.css'

const RoomDrawer = lazy(async () => ({ default: (await import('./room-drawer.tsx')).RoomDrawer }))

const NeedCount = lazy(async () => ({
  default: (await withTexts('team', () => import('../needs/need-count.tsx'))).NeedCount,
}))

/** How much waits for a person: not needed for the first sight. */
function Waiting() {
  return (
    <Suspense fallback={null}>
      <NeedCount />
    </Suspense>
  )
}

function WriteLink({ className }: { className: string | undefined }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const unsaved = useHasUnsaved(workspace.id)
  if (!may('draft')) return null
  return (
    <Link to={paths.compose({ workspace: workspace.id })} className={className}>
      <WriteIcon size={20} stroke={1.8} aria-hidden />
      <span>{t('shell.write')}</span>
      {unsaved ? (
        <span className={classes.dot} title={t('shell.unsavedText')}>
          <VisuallyHidden>{t('shell.unsavedText')}</VisuallyHidden>
        </span>
      ) : null}
    </Link>
  )
}

/** The rooms, at the left of a wide screen. */
export function SideNavigation() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  return (
    <nav className={classes.side} aria-label={t('shell.nav')}>
      <WorkspaceSwitch />
      <WriteLink className={classes.write} />
      <ul className={classes.rooms}>
        {rooms.map(({ word, icon: Icon, to }) => (
          <li key={word}>
            <Link to={to(workspace.id)} className={classes.room}>
              <Icon size={20} stroke={1.6} aria-hidden />
              <span>{t(`shell.${word}`)}</span>
              {word === 'needs' ? <Waiting /> : null}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The same at the bottom of a phone: what is used all day, and the rest behind "Menu". */
export function BottomNavigation() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [opened, menu] = useDisclosure(false)
  const [posts, calendar, needs, ...rest] = rooms
  const tab = ({ word, icon: Icon, to }: (typeof rooms)[number]) => (
    <Link to={to(workspace.id)} className={classes.tab}>
      <Icon size={22} stroke={1.6} aria-hidden />
      <span>{t(`shell.${word}`)}</span>
      {word === 'needs' ? <Waiting /> : null}
    </Link>
  )
  return (
    <nav className={classes.bottom} aria-label={t('shell.nav')}>
      {tab(posts)}
      <WriteLink className={classes.tab} />
      {tab(calendar)}
      {tab(needs)}
      <button type="button" className={classes.tab} onClick={menu.open} aria-haspopup="dialog" aria-expanded={opened}>
        <IconMenu2 size={22} stroke={1.6} aria-hidden />
        <span>{t('shell.menu')}</span>
      </button>
      {opened ? (
        <Suspense fallback={null}>
          <RoomDrawer shown={rest} onClose={menu.close} />
        </Suspense>
      ) : null}
    </nav>
  )
}
