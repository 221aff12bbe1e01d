import { Button } from '@mantine/core'
import { IconHandStop } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePrefetched } from '../api/query-client.ts'
import { CampaignMark, Tags } from '../campaigns/campaign-mark.tsx'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { Section } from '../ui/section.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { upcomingQuery } from './queries.ts'
import classes from './lift.module.css'

const few = 20

/** What goes out by itself next: the plan was made before whatever happened. */
export function Upcoming() {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const { items, total } = usePrefetched(upcomingQuery(workspace.id))
  const [all, showAll] = useState(false)
  const shown = all ? items : items.slice(0, few)
  return (
    <Section title={t('lift.upcoming.title')} lead={total === 0 ? t('lift.upcoming.none') : t('lift.upcoming.lead')}>
      <ul className={classes.upcomingList}>
        {shown.map((item) => (
          <li key={item.id} className={classes.upcoming}>
            <time dateTime={item.dueAt}>{formatInstant(item.dueAt, workspace.timeZone, i18n.language)}</time>
            <span>
              <AppLink to={paths.post({ workspace: workspace.id, post: item.postId })} c="inherit" underline="hover">
                <span className={classes.text} data-kind="said">
                  {item.text}
                </span>
              </AppLink>
              <span className={classes.about}>
                <span>{`@${item.account.handle}`}</span>
                {item.campaign === null ? null : <CampaignMark campaign={item.campaign} />}
                <Tags tags={item.tags} />
              </span>
            </span>
            {item.coveredBy === null ? (
              <span />
            ) : (
              <StateMark tone="hold" icon={IconHandStop}>
                {t('lift.upcoming.covered')}
              </StateMark>
            )}
          </li>
        ))}
      </ul>
      {items.length > shown.length ? (
        <Button variant="default" size="xs" mt="sm" onClick={() => showAll(true)}>
          {t('lift.upcoming.all', { count: items.length - shown.length })}
        </Button>
      ) : total > items.length ? (
        <p className={classes.about}>{t('lift.upcoming.most', { shown: items.length, total })}</p>
      ) : null}
    </Section>
  )
}
