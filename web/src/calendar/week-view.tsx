import { ActionIcon } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Fragment, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarEntry } from '../api/types.ts'
import { useBoard } from './board.ts'
import { DropZone } from './drop-zone.tsx'
import { EntryChip } from './entry-chip.tsx'
import { Ghosts, type Ghost } from './ghosts.tsx'
import { oddHours, wallOf } from './hours.ts'
import { dayLabel, hourLabel, shortDay } from './words.ts'
import classes from './calendar.module.css'

interface WeekViewProps {
  dates: readonly string[]
  today: string
  entries: readonly CalendarEntry[]
  free: readonly Ghost[]
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const keyOf = (date: string, hour: number) => `${date} ${hour}`
/** Most deliveries that an hour shows: thousands in a week cost no more to draw than hundreds. */
const most = { week: 3, day: 12 }

/** Days beside each other, hour by hour. An hour the clocks leave out or show twice says so. */
export function WeekView({ dates, today, entries, free }: WeekViewProps) {
  const { t, i18n } = useTranslation()
  const board = useBoard()
  const { zone } = board
  const byHour = useMemo(
    () =>
      Map.groupBy(entries, ({ dueAt }) => {
        const { date, hour } = wallOf(dueAt, zone)
        return keyOf(date, hour)
      }),
    [entries, zone],
  )
  const ghosts = useMemo(
    () =>
      Map.groupBy(free, ({ at }) => {
        const { date, hour } = wallOf(at, zone)
        return keyOf(date, hour)
      }),
    [free, zone],
  )
  const odd = useMemo(() => new Map(dates.map((date) => [date, oddHours(date, zone)])), [dates, zone])
  const scroller = useRef<HTMLDivElement>(null)
  const first = dates[0]
  useEffect(() => {
    // the night is there, and nobody has to begin with it
    const row = scroller.current?.querySelector<HTMLElement>('[data-row="7"]')
    if (scroller.current !== null && row !== null && row !== undefined) scroller.current.scrollTop = row.offsetTop - 48
  }, [first])
  const shown = dates.length === 1 ? most.day : most.week
  return (
    <div
      ref={scroller}
      className={classes.week}
      data-days={dates.length}
      style={{ gridTemplateColumns: `56px repeat(${dates.length}, minmax(0, 1fr))` }}
      role="region"
      aria-label={t('calendar.grid')}
    >
      <span className={classes.corner} aria-hidden />
      {dates.map((date) => (
        <div key={date} className={classes.weekHead} data-today={date === today}>
          <button
            type="button"
            className={classes.dayNumber}
            title={dayLabel(date, i18n.language)}
            aria-current={date === today ? 'date' : undefined}
            onClick={() => board.onDay(date)}
          >
            {shortDay(date, i18n.language)}
          </button>
          {board.mayWrite && date >= today ? (
            <ActionIcon
              className={classes.write}
              variant="subtle"
              size="sm"
              aria-label={t('calendar.writeOn', { day: dayLabel(date, i18n.language) })}
              onClick={() => board.onWrite({ date })}
            >
              <IconPlus size={16} aria-hidden />
            </ActionIcon>
          ) : null}
        </div>
      ))}
      {hours.map((hour) => (
        <Fragment key={hour}>
          <span className={classes.hour} data-row={hour} aria-hidden>
            {hourLabel(hour)}
          </span>
          {dates.map((date) => {
            const own = byHour.get(keyOf(date, hour)) ?? []
            const kind = odd.get(date)?.get(hour)
            return (
              <DropZone
                key={date}
                as="div"
                target={{ date, hour }}
                className={classes.cell}
                marks={{ 'data-odd': kind, 'data-today': date === today }}
              >
                {kind === undefined ? null : <span className={classes.odd}>{t(`calendar.${kind}`)}</span>}
                {own.slice(0, shown).map((entry) => (
                  <EntryChip key={entry.id} entry={entry} />
                ))}
                {own.length > shown ? (
                  <button type="button" className={classes.more} onClick={() => board.onDay(date)}>
                    {t('calendar.more', { count: own.length - shown })}
                  </button>
                ) : null}
                <Ghosts slots={ghosts.get(keyOf(date, hour)) ?? []} />
              </DropZone>
            )
          })}
        </Fragment>
      ))}
    </div>
  )
}
