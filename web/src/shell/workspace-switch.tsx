import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import { zoneCity } from '../time/format.ts'
import { OnDemand } from '../ui/on-demand.tsx'
import { useHere } from './workspace-context.ts'
import classes from './shell.module.css'

const loadMenu = () => import('./workspace-menu.tsx')
const WorkspaceMenu = lazy(async () => ({ default: (await loadMenu()).WorkspaceMenu }))

/** Which brand one speaks for at this moment: always in sight, because confusing two is the costliest slip of the trade. */
export function WorkspaceSwitch() {
  const { t } = useTranslation()
  const { workspace, me } = useHere()
  const words = (
    <span className={classes.workspaceWords}>
      <strong>{workspace.name}</strong>
      <span>{zoneCity(workspace.timeZone)}</span>
    </span>
  )
  if (me.memberships.length < 2) return <div className={classes.workspace}>{words}</div>
  return (
    <OnDemand
      menu={WorkspaceMenu}
      preload={loadMenu}
      target={(press) => (
        <UnstyledButton className={classes.workspace} aria-haspopup="menu" onClick={press}>
          {words}
          <VisuallyHidden>{t('shell.switchWorkspace')}</VisuallyHidden>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      )}
    />
  )
}
