import { Drawer } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { StopButton } from '../halt/stop-button.tsx'
import type { Room } from './rooms.ts'
import { useHere } from './workspace-context.ts'
import { WorkspaceSwitch } from './workspace-switch.tsx'
import classes from './shell.module.css'

/** On a phone, from the side, so that the undo bar stays below it: the workspaces and the rooms that have no place in the bar. */
export function RoomDrawer({ shown, onClose }: { shown: readonly Room[]; onClose: () => void }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={288}
      title={t('shell.menu')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <StopButton size="menu" />
      <WorkspaceSwitch />
      <ul className={classes.rooms}>
        {shown.map(({ word, icon: Icon, to }) => (
          <li key={word}>
            <Link to={to(workspace.id)} className={classes.room} onClick={onClose}>
              <Icon size={20} stroke={1.6} aria-hidden />
              <span>{t(`shell.${word}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Drawer>
  )
}
