import { Button, Skeleton } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { IconRss } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { EndingSignIns } from '../accounts/ending-sign-ins.tsx'
import { accountsQuery, membersQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import { serverNow } from '../api/server-clock.ts'
import { campaignsQuery } from '../campaigns/queries.ts'
import { isChosen } from '../lift/selection.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { zoneName } from '../time/format.ts'
import { onTheWall } from '../time/wall-clock.ts'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { BoardContext } from './board.ts'
import { Dialogs } from './dialogs.tsx'
import { FeedDialog } from './feed-dialog.tsx'
import { Filters } from './filters.tsx'
import { HaltBand } from './halt-band.tsx'
import { Legend } from './legend.tsx'
import { ListView } from './list-view.tsx'
import { MonthView } from './month-view.tsx'
import { isNarrowed, narrowingOf } from './narrowing.ts'
import { daysQuery, freeSlotsQuery } from './queries.ts'
import { instantsOf, rangeOf, titleOf } from './range.ts'
import { type CalendarSearch } from './search.ts'
import { SelectionBar } from './selection-bar.tsx'
import { Toolbar } from './toolbar.tsx'
import { useCalendarBoard } from './use-board.ts'
import { useEntries } from './use-entries.ts'
import { WeekView } from './week-view.tsx'

/** What is planned and what was published, by time: to look at, to move, to change together. */
export function CalendarPage() {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as CalendarSearch
  const zone = workspace.timeZone
  const today = onTheWall(new Date(serverNow()).toISOString(), zone).date
  const { view = 'month', date = today } = search
  const [subscribing, feed] = useDisclosure(false)
  const narrow = useMediaQuery('(max-width: 760px)') ?? false
  const narrowing = useMemo(() => narrowingOf(search), [search])
  const range = useMemo(() => rangeOf(view, date), [view, date])
  const instants = useMemo(() => instantsOf(range, zone), [range, zone])
  const accounts = usePrefetched(accountsQuery(workspace.id))
  const members = usePrefetched(membersQuery(workspace.id))
  const campaigns = usePrefetched(campaignsQuery(workspace.id))
  const isMonth = view === 'month'
  const days = useQuery({ ...daysQuery(workspace.id, range, narrowing), enabled: isMonth })
  const all = useEntries(workspace.id, instants, narrowing, !isMonth)
  const free = useQuery({
    ...freeSlotsQuery(workspace.id, instants, narrowing),
    enabled: view === 'week' || view === 'day',
  }).data
  const read = isMonth ? days.data?.items : all.items
  const board = useCalendarBoard({
    entries: read,
    total: isMonth ? (days.data?.days.reduce((sum, day) => sum + day.total, 0) ?? 0) : all.items.length,
    range: instants,
    narrowing,
    view,
    go: (next) => void navigate({ to: paths.calendar({ workspace: workspace.id }), search: { ...search, ...next } }),
  })
  const { entries } = board
  const loading = isMonth ? days.isPending : all.loading
  const error = isMonth ? days.error : all.error
  const go = (next: CalendarSearch) =>
    void navigate({
      to: paths.calendar({ workspace: workspace.id }),
      search: { ...next },
      replace: true,
      resetScroll: false,
    })
  const empty = !loading && error === null && board.total === 0
  return (
    <BoardContext value={board.context}>
      <Page
        title={t('calendar.title')}
        lead={t('calendar.lead', { zone: zoneName(zone, i18n.language, new Date(instants.from)) })}
        actions={
          <Button variant="default" leftSection={<IconRss size={16} aria-hidden />} onClick={feed.open}>
            {t('calendar.feed.open')}
          </Button>
        }
      >
        <HaltBand />
        <EndingSignIns />
        <Toolbar
          view={view}
          date={date}
          today={today}
          title={titleOf(view, range, date, i18n.language)}
          onView={(next) => go({ ...search, view: next })}
          onDate={(next) => go({ ...search, date: next })}
        />
        <Filters
          search={search}
          accounts={accounts}
          members={members}
          campaigns={campaigns}
          onNarrow={(next) => go({ view, date, ...next })}
        />
        <ErrorNotice error={error} />
        {all.cut && !isMonth ? <Notice>{t('calendar.cut', { count: all.items.length })}</Notice> : null}
        {loading ? <Skeleton height={480} /> : null}
        {loading ? null : isMonth ? (
          <MonthView date={date} today={today} dates={range.days} days={days.data?.days ?? []} entries={entries} />
        ) : view === 'list' || (narrow && view === 'week') ? (
          empty ? null : (
            <ListView entries={entries} />
          )
        ) : (
          <WeekView dates={range.days} today={today} entries={entries} free={free ?? []} />
        )}
        {empty ? (
          <Empty title={t(isNarrowed(search) ? 'calendar.emptyFilter' : 'calendar.empty')}>
            {t(isNarrowed(search) ? 'calendar.emptyFilterBody' : 'calendar.emptyBody')}
          </Empty>
        ) : null}
        <Legend accounts={accounts} />
        {board.chosen === 0 ? null : (
          <SelectionBar
            count={board.chosen}
            chosen={entries.filter(({ id }) => isChosen(board.context.selection, id))}
            whole={board.context.selection.whole}
            total={board.total}
            loading={board.acting}
            onAsk={board.ask}
            onMove={(by) => board.act({ do: 'move_by', ...by })}
            onWhole={board.chooseAll}
            onNone={board.chooseNone}
          />
        )}
        {subscribing ? <FeedDialog onClose={feed.close} /> : null}
        <Dialogs board={board} campaigns={campaigns} />
      </Page>
    </BoardContext>
  )
}
