import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UndoBar } from '../deliveries/undo-bar.tsx'
import { HaltBanner } from '../halt/banner.tsx'
import { StopHost } from '../halt/stop-host.tsx'
import { withTexts } from '../i18n/start.ts'
import { useLive } from '../live/use-live.ts'
import { Header } from './header.tsx'
import { useLanguageOf } from './language.ts'
import { BottomNavigation, SideNavigation } from './navigation.tsx'
import { paths } from './paths.ts'
import { rooms } from './rooms.ts'
import { useShortcuts } from './shortcuts.ts'
import { useHere, WorkspaceId } from './workspace-context.ts'
import classes from './shell.module.css'

// Not needed for the first sight of a page.
const loadPalette = () => withTexts(['preferences', 'stops', 'stopping', 'groups'], () => import('./palette.tsx'))
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }))
const ShortcutHelp = lazy(async () => ({
  default: (await withTexts('stops', () => import('./shortcut-help.tsx'))).ShortcutHelp,
}))

function Frame() {
  const { t } = useTranslation()
  const { workspace, me, may } = useHere()
  useLanguageOf(me.person)
  const navigate = useNavigate()
  const [help, showHelp] = useDisclosure(false)
  const [hasPalette, setHasPalette] = useState(false)
  const openPalette = () => {
    setHasPalette(true)
    void loadPalette().then((palette) => palette.openPalette())
  }
  useLive(workspace.id)
  useHotkeys([['mod+K', openPalette]], [])
  const go = (to: string) => void navigate({ to })
  useShortcuts({
    '?': showHelp.open,
    n: () => may('draft') && go(paths.compose({ workspace: workspace.id })),
    ...Object.fromEntries(rooms.map(({ keys, to }) => [keys, () => go(to(workspace.id))])),
  })
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <SideNavigation />
      <Header onPalette={openPalette} />
      <main id="main" tabIndex={-1} className={classes.main}>
        <HaltBanner />
        <Outlet />
      </main>
      <BottomNavigation />
      <UndoBar />
      <StopHost />
      <Suspense fallback={null}>
        {hasPalette ? <Palette showShortcuts={showHelp.open} /> : null}
        {help ? <ShortcutHelp opened onClose={showHelp.close} /> : null}
      </Suspense>
    </div>
  )
}

/** Everything around the pages of a workspace. */
export function Shell() {
  const { workspace: workspaceId } = useParams({ strict: false }) as { workspace: string }
  return (
    <WorkspaceId value={workspaceId}>
      <Frame key={workspaceId} />
    </WorkspaceId>
  )
}
