import { createContext, useContext, type KeyboardEvent } from 'react'
import type { Account, CalendarEntry, Campaign } from '../api/types.ts'
import type { Selection } from '../lift/selection.ts'

/** Where something is put down: a day, and in the views that have them an hour. */
export interface Target {
  readonly date: string
  readonly hour?: number
}

/** What every part of a calendar needs to show a delivery, and to let it be moved. */
export interface Board {
  readonly zone: string
  readonly accounts: ReadonlyMap<string, Account>
  readonly campaigns: ReadonlyMap<string, Campaign>
  readonly selection: Selection
  /** The one that the keyboard reaches: of all there are, one is a stop of Tab. */
  readonly current: string | undefined
  readonly mayChange: boolean
  readonly mayWrite: boolean
  /** What was just moved and is not read again yet: where it was. */
  readonly movedFrom: ReadonlyMap<string, string>
  /** A stop in force would keep it in. */
  readonly stopped: (entry: CalendarEntry) => boolean
  readonly onOpen: (entry: CalendarEntry) => void
  readonly onCurrent: (id: string) => void
  readonly onKey: (event: KeyboardEvent, entry: CalendarEntry) => void
  readonly onChoose: (entry: CalendarEntry, how: 'range' | 'one') => void
  readonly onDrag: (entry: CalendarEntry | undefined) => void
  readonly onDrop: (target: Target) => void
  readonly onWrite: (target: Target) => void
  readonly onDay: (date: string) => void
  readonly onQueue: (entry: CalendarEntry, direction: 'up' | 'down' | 'next') => void
}

export const BoardContext = createContext<Board | undefined>(undefined)

export function useBoard(): Board {
  const board = useContext(BoardContext)
  if (board === undefined) throw new Error('A part of the calendar stands outside of it')
  return board
}

/** What can be moved: it waits for its time. Anything else is decided on its card. */
export const isMovable = ({ state }: Pick<CalendarEntry, 'state'>): boolean => state === 'scheduled'
