import type { KeyboardEvent } from 'react'
import type { CalendarEntry } from '../api/types.ts'
import { isMovable } from './board.ts'
import { movedBy } from './hours.ts'
import type { View } from './search.ts'

interface On {
  entry: CalendarEntry
  order: readonly string[]
  view: View
  zone: string
  mayChange: boolean
  focus: (id: string) => void
  move: (at: string) => void
  time: () => void
  choose: (range: boolean) => void
  clear: () => void
  all: () => void
}

type Step = { readonly days?: number; readonly minutes?: number }
const hourly: Readonly<Record<string, Step>> = {
  ArrowUp: { minutes: -15 },
  ArrowDown: { minutes: 15 },
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
}
const daily: Readonly<Record<string, Step>> = {
  ArrowUp: { days: -7 },
  ArrowDown: { days: 7 },
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
}

/** Arrows go from one delivery to the next; with Alt they move it. M asks for a time, Space chooses, A chooses all, Escape none. */
export function keyOn(event: KeyboardEvent, on: On): void {
  const { entry, order } = on
  const arrow = event.key.startsWith('Arrow')
  if (event.altKey && arrow) {
    const step = (on.view === 'month' ? daily : hourly)[event.key]
    event.preventDefault()
    if (step !== undefined && on.mayChange && isMovable(entry)) on.move(movedBy(entry.dueAt, on.zone, step))
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const place = order.indexOf(entry.id)
  const to = ['ArrowDown', 'ArrowRight'].includes(event.key) ? place + 1 : arrow ? place - 1 : undefined
  const acts: Readonly<Record<string, () => void>> = {
    m: () => on.mayChange && isMovable(entry) && on.time(),
    ' ': () => on.choose(event.shiftKey),
    a: on.all,
    Escape: on.clear,
  }
  const act = acts[event.key]
  if (to !== undefined) {
    event.preventDefault()
    const next = order[to]
    if (next === undefined) return
    on.focus(next)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-entry="${next}"]`)?.focus())
  } else if (act !== undefined) {
    event.preventDefault()
    act()
  }
}
