import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarEntry } from '../api/types.ts'
import { useBoard } from './board.ts'
import { wallOf } from './hours.ts'
import { ListRow } from './list-row.tsx'
import { dayLabel } from './words.ts'
import classes from './calendar.module.css'

type Line =
  | { readonly kind: 'day'; readonly date: string; readonly count: number }
  | { readonly kind: 'entry'; readonly entry: CalendarEntry; readonly place: number }

/** Everything in order under its days. Only what is in sight is drawn. */
export function ListView({ entries }: { entries: readonly CalendarEntry[] }) {
  const { t, i18n } = useTranslation()
  const { zone, current } = useBoard()
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => {
    const days = Map.groupBy(entries, ({ dueAt }) => wallOf(dueAt, zone).date)
    let place = 0
    return [...days].flatMap(([date, own]): Line[] => [
      { kind: 'day', date, count: own.length },
      ...own.map((entry) => ({ kind: 'entry' as const, entry, place: ++place })),
    ])
  }, [entries, zone])
  // oxlint-disable-next-line react/incompatible-library -- nothing it returns is memoised here
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'day' ? 40 : 56),
    getItemKey: (index) => {
      const line = lines[index]
      return line === undefined ? index : line.kind === 'day' ? line.date : line.entry.id
    },
    overscan: 8,
  })
  const latest = useRef(lines)
  useEffect(() => {
    latest.current = lines
  })
  useEffect(() => {
    const index = latest.current.findIndex((line) => line.kind === 'entry' && line.entry.id === current)
    if (index > 0) virtual.scrollToIndex(index, { align: 'auto' })
  }, [current, virtual])
  return (
    <div ref={scroller} className={classes.list}>
      <ul className={classes.lines} style={{ height: virtual.getTotalSize() }} aria-label={t('calendar.list')}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const line = lines[index]
          if (line === undefined) return null
          const place = line.kind === 'entry' ? { 'aria-setsize': entries.length, 'aria-posinset': line.place } : {}
          return (
            <li
              key={key}
              data-index={index}
              ref={virtual.measureElement}
              className={classes.line}
              style={{ transform: `translateY(${start}px)` }}
              {...place}
            >
              {line.kind === 'day' ? (
                <h2 className={classes.listDay}>
                  {dayLabel(line.date, i18n.language)} <span>{t('calendar.count', { count: line.count })}</span>
                </h2>
              ) : (
                <ListRow entry={line.entry} />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
