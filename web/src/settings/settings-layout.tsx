import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import classes from './settings.module.css'

export function SettingsLayout() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const at = { workspace: workspace.id }
  const pages = [
    [paths.profile(at), t('settings.profile.title')],
    [paths.security(at), t('settings.security.title')],
    [paths.notificationSettings(at), t('notifications.settings.title')],
    [paths.workspaceSettings(at), t('settings.workspace.title')],
    [paths.stopSettings(at), t('lift.settings.title')],
    [paths.campaigns(at), t('campaigns.title')],
    [paths.importExport(at), t('settings.importExport')],
    [paths.tokens(at), t('settings.tokens.title')],
  ] as const
  return (
    <>
      <nav className={classes.nav} aria-label={t('settings.sections')}>
        {pages.map(([to, label]) => (
          <Link key={to} to={to} className={classes.tab}>
            {label}
          </Link>
        ))}
      </nav>
      <Outlet />
    </>
  )
}
