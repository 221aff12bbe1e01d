import { ActionIcon } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarDay, CalendarEntry } from '../api/types.ts'
import { useBoard } from './board.ts'
import { DropZone } from './drop-zone.tsx'
import { EntryChip } from './entry-chip.tsx'
import { wallOf } from './hours.ts'
import { isSameMonth } from './range.ts'
import { dayLabel, weekdays } from './words.ts'
import classes from './calendar.module.css'

interface MonthViewProps {
  /** The day the month is around. */
  date: string
  today: string
  dates: readonly string[]
  days: readonly CalendarDay[]
  entries: readonly CalendarEntry[]
}

/** A month in whole weeks: how many each day has, and the first few of them. */
export function MonthView({ date, today, dates, days, entries }: MonthViewProps) {
  const { i18n } = useTranslation()
  const { zone } = useBoard()
  const byDate = useMemo(() => Map.groupBy(entries, (entry) => wallOf(entry.dueAt, zone).date), [entries, zone])
  const counts = useMemo(() => new Map(days.map((day) => [day.date, day])), [days])
  return (
    <div className={classes.month}>
      <div className={classes.weekdays} aria-hidden>
        {weekdays(i18n.language).map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      <ol className={classes.monthDays}>
        {dates.map((one) => (
          <Day
            key={one}
            date={one}
            outside={!isSameMonth(one, date)}
            today={today}
            day={counts.get(one)}
            entries={byDate.get(one) ?? []}
          />
        ))}
      </ol>
    </div>
  )
}

interface DayProps {
  date: string
  outside: boolean
  today: string
  day: CalendarDay | undefined
  entries: readonly CalendarEntry[]
}

const needsPerson = ['held', 'failed', 'unconfirmed'] as const

function Day({ date, outside, today, day, entries }: DayProps) {
  const { t, i18n } = useTranslation()
  const board = useBoard()
  const label = dayLabel(date, i18n.language)
  const from = [...board.movedFrom.values()].filter((iso) => wallOf(iso, board.zone).date === date).length
  const here = entries.filter(({ id }) => board.movedFrom.has(id)).length
  const total = (day?.total ?? 0) - from + here
  const more = total - entries.length
  const waiting = needsPerson.reduce((sum, state) => sum + (day?.states[state] ?? 0), 0)
  return (
    <DropZone
      as="li"
      target={{ date }}
      className={classes.monthDay}
      label={t('calendar.dayWith', { day: label, count: total })}
      marks={{ 'data-outside': outside, 'data-today': date === today }}
    >
      <div className={classes.dayHead}>
        <button
          type="button"
          className={classes.dayNumber}
          aria-label={t('calendar.openDay', { day: label, count: total })}
          aria-current={date === today ? 'date' : undefined}
          onClick={() => board.onDay(date)}
        >
          {Number(date.slice(8))}
        </button>
        {board.mayWrite && date >= today ? (
          <ActionIcon
            className={classes.write}
            variant="subtle"
            size="sm"
            aria-label={t('calendar.writeOn', { day: label })}
            onClick={() => board.onWrite({ date })}
          >
            <IconPlus size={16} aria-hidden />
          </ActionIcon>
        ) : null}
        {total === 0 ? null : (
          <span className={classes.total} data-waiting={waiting > 0} aria-hidden>
            {total}
          </span>
        )}
      </div>
      <div className={classes.chips}>
        {entries.map((entry) => (
          <EntryChip key={entry.id} entry={entry} />
        ))}
      </div>
      {more > 0 ? (
        <button type="button" className={classes.more} onClick={() => board.onDay(date)}>
          {t('calendar.more', { count: more })}
        </button>
      ) : null}
    </DropZone>
  )
}
