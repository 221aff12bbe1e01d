import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { needCountQuery } from './queries.ts'
import classes from './need-count.module.css'

/** How much waits for a person, beside the room’s name. Nothing when all is well. */
export function NeedCount() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { data } = useQuery(needCountQuery(workspace.id))
  if (data === undefined || data.total === 0) return null
  return (
    <span className={classes.count}>
      <span aria-hidden>{data.total > 99 ? '99+' : data.total}</span>
      <VisuallyHidden>{t('needs.count', { count: data.total })}</VisuallyHidden>
    </span>
  )
}
