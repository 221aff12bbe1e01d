import { useMantineColorScheme } from '@mantine/core'
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import '@mantine/spotlight/styles.css'
import {
  IconBuilding,
  IconHandStop,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSun,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { askToStop } from '../halt/stop-store.ts'
import { signOut } from '../sign-in/sign-out.ts'
import { switchLanguage } from './language.ts'
import { paths } from './paths.ts'
import { rooms, writeIcon as WriteIcon } from './rooms.ts'
import { useHere } from './workspace-context.ts'

const [paletteStore, actions] = createSpotlight()

/** Opens it: an act of whoever asked, so that a palette drawn anew (in another language) stays as it is. */
export const openPalette = actions.open

/** Where to, or what to do: everything that has a word, from the keyboard. */
export function Palette({ showShortcuts }: { showShortcuts: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { workspace, me, may } = useHere()
  const { setColorScheme } = useMantineColorScheme()
  const to = (address: string) => () => void navigate({ to: address })
  const settings = [
    { id: 'profile', label: t('settings.profile.title'), address: paths.profile({ workspace: workspace.id }) },
    { id: 'security', label: t('settings.security.title'), address: paths.security({ workspace: workspace.id }) },
    {
      id: 'workspace',
      label: t('settings.workspace.title'),
      address: paths.workspaceSettings({ workspace: workspace.id }),
    },
    { id: 'stop', label: t('lift.settings.title'), address: paths.stopSettings({ workspace: workspace.id }) },
    { id: 'campaigns', label: t('campaigns.title'), address: paths.campaigns({ workspace: workspace.id }) },
    { id: 'tokens', label: t('settings.tokens.title'), address: paths.tokens({ workspace: workspace.id }) },
  ]
  const groups: SpotlightActionGroupData[] = [
    {
      group: t('shell.paletteDo'),
      actions: [
        ...(may('draft')
          ? [
              {
                id: 'write',
                label: t('posts.write'),
                leftSection: <WriteIcon size={18} />,
                onClick: to(paths.compose({ workspace: workspace.id })),
              },
            ]
          : []),
        {
          id: 'stop',
          label: t('halt.dialog.title'),
          keywords: [t('halt.button'), 'stop', 'halt'],
          leftSection: <IconHandStop size={18} />,
          onClick: () => askToStop(),
        },
        {
          id: 'language',
          label: t('shell.switchLanguage'),
          leftSection: <IconLanguage size={18} />,
          onClick: () => void switchLanguage(),
        },
        {
          id: 'light',
          label: t('shell.toScheme.light'),
          leftSection: <IconSun size={18} />,
          onClick: () => setColorScheme('light'),
        },
        {
          id: 'dark',
          label: t('shell.toScheme.dark'),
          leftSection: <IconMoon size={18} />,
          onClick: () => setColorScheme('dark'),
        },
        {
          id: 'shortcuts',
          label: t('shell.shortcuts.help'),
          leftSection: <IconKeyboard size={18} />,
          onClick: showShortcuts,
        },
        {
          id: 'sign-out',
          label: t('shell.signOut'),
          leftSection: <IconLogout size={18} />,
          onClick: () => void signOut(),
        },
      ],
    },
    {
      group: t('shell.paletteGo'),
      actions: [
        ...rooms.map(({ word, icon: Icon, to: address }) => ({
          id: `go-${word}`,
          label: t(`shell.${word}`),
          leftSection: <Icon size={18} />,
          onClick: to(address(workspace.id)),
        })),
        {
          id: 'go-held',
          label: t('lift.title'),
          leftSection: <IconHandStop size={18} />,
          onClick: to(paths.held({ workspace: workspace.id })),
        },
        ...settings.map(({ id, label, address }) => ({
          id: `go-settings-${id}`,
          label: `${t('shell.settings')} · ${label}`,
          onClick: to(address),
        })),
      ],
    },
    {
      group: t('shell.paletteWorkspaces'),
      actions: me.memberships
        .filter(({ workspace: other }) => other.id !== workspace.id)
        .map(({ workspace: other }) => ({
          id: `w-${other.id}`,
          label: other.name,
          leftSection: <IconBuilding size={18} />,
          onClick: to(paths.posts({ workspace: other.id })),
        })),
    },
  ]
  return (
    <Spotlight
      store={paletteStore}
      shortcut={null}
      attributes={{ content: { 'aria-label': t('shell.palette') } }}
      actions={groups.filter(({ actions }) => actions.length > 0)}
      nothingFound={t('shell.paletteNothing')}
      highlightQuery
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      scrollable
      maxHeight={480}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: t('shell.paletteHint'),
        'aria-label': t('shell.palette'),
      }}
    />
  )
}
