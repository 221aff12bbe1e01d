import { VisuallyHidden } from '@mantine/core'
import { IconHandStop, IconRepeat } from '@tabler/icons-react'
import { useEffect, useRef, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { CalendarEntry } from '../api/types.ts'
import { DeliveryStateIcon } from '../deliveries/state-mark.tsx'
import { isChosen } from '../lift/selection.ts'
import { isMovable, useBoard } from './board.ts'
import { wallOf } from './hours.ts'
import { useTouchDrag } from './use-touch-drag.ts'
import classes from './calendar.module.css'

/** A delivery in a day or an hour: its time, its account, its first words; its network by colour, its state by a sign. */
export function EntryChip({ entry }: { entry: CalendarEntry }) {
  const { t } = useTranslation()
  const board = useBoard()
  const { zone, accounts, selection, current } = board
  const account = accounts.get(entry.accountId)
  const wall = wallOf(entry.dueAt, zone)
  const time = wall.offset === undefined ? wall.time : `${wall.time} ${wall.offset}`
  const chosen = isChosen(selection, entry.id)
  const stopped = board.stopped(entry)
  const movable = board.mayChange && isMovable(entry)
  const button = useRef<HTMLButtonElement>(null)
  useTouchDrag(button, movable, (target) => {
    board.onDrag(entry)
    board.onDrop(target)
  })
  // What the keyboard moved keeps the focus, wherever it went.
  const isCurrent = current === entry.id
  useEffect(() => {
    if (isCurrent && document.activeElement === document.body) button.current?.focus({ preventScroll: true })
  }, [isCurrent, entry.dueAt])
  const onClick = (event: MouseEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) board.onChoose(entry, event.shiftKey ? 'range' : 'one')
    else board.onOpen(entry)
  }
  return (
    <button
      ref={button}
      type="button"
      className={classes.chip}
      data-network={account?.network}
      data-state={entry.state}
      data-chosen={chosen}
      data-stopped={stopped}
      data-entry={entry.id}
      tabIndex={isCurrent ? 0 : -1}
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', entry.text)
        board.onDrag(entry)
      }}
      onDragEnd={() => board.onDrag(undefined)}
      onFocus={() => board.onCurrent(entry.id)}
      onKeyDown={(event) => board.onKey(event, entry)}
      onClick={onClick}
    >
      <time dateTime={entry.dueAt} className={classes.time}>
        {time}
      </time>{' '}
      {entry.state === 'scheduled' ? null : <DeliveryStateIcon state={entry.state} />}
      {stopped ? <IconHandStop size={14} stroke={2} aria-hidden className={classes.stopSign} /> : null}
      {entry.seriesId === null ? null : <IconRepeat size={13} stroke={2} aria-hidden />}
      <span className={classes.words} data-kind="post" lang="">
        {entry.text}
      </span>
      <VisuallyHidden>
        {t('calendar.entry', {
          handle: account?.handle ?? '',
          network: account === undefined ? '' : t(`accounts.network.${account.network}`),
          state: t(`deliveries.state.${entry.state}`),
        })}
        {stopped ? `, ${t('calendar.keptIn')}` : ''}
        {chosen ? `, ${t('calendar.chosenOne')}` : ''}
      </VisuallyHidden>
    </button>
  )
}
