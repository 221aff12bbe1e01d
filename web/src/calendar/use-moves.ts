import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import type { CalendarActed, CalendarEntry } from '../api/types.ts'
import { toast, toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { act as ask, backAgain, tally, type Act, type Which } from './act.ts'
import { undoToast } from './undo-toast.tsx'

const nowhere: ReadonlyMap<string, string> = new Map()

/** Asks the server, shows at once where things will be, and says what came of it (in a toast, which is a live region). */
export function useMoves(workspaceId: string) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  // where what was just moved is, until the server's answer is on the page
  const [moving, setMoving] = useState(nowhere)

  const report = useCallback(
    (items: readonly CalendarActed[], what: Act, again: (act: Act) => void) => {
      const counts = tally(items)
      const done = counts.get('done') ?? 0
      const [only] = items
      const where =
        items.length === 1 && done === 1 && only?.dueAt !== undefined && what.do.startsWith('move')
          ? t('calendar.done.movedTo', { time: formatInstant(only.dueAt, workspace.timeZone, i18n.language) })
          : undefined
      const refused = (['too_late', 'needs_decision', 'time_past', 'not_here'] as const).flatMap((outcome) => {
        const count = counts.get(outcome) ?? 0
        return count === 0 ? [] : [t(`calendar.refused.${outcome}`, { count })]
      })
      const first = done > 0 || refused.length === 0 ? [where ?? t(`calendar.done.${what.do}`, { count: done })] : []
      const message = [...first, ...refused].join(' ')
      if (what.do.startsWith('move') && done > 0) undoToast(message, () => again(backAgain(items)))
      else toast(message)
    },
    [t, i18n.language, workspace.timeZone],
  )

  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ which, what }: { which: Which; what: Act; after?: (() => void) | undefined }) =>
      ask(workspaceId, which, what),
    onMutate: ({ what }) => {
      if (what.do === 'move_to') setMoving(new Map(what.times.map(({ id, at }) => [id, at])))
    },
    onSuccess: (items, { what, after }) => {
      after?.()
      report(items, what, (back) => mutate({ which: { ids: [] }, what: back }))
    },
    onError: (failure, { what }) => {
      // a dialogue shows its own
      if (what.do === 'move_to') toastError(failure)
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['w', workspaceId] })
      setMoving(nowhere)
    },
  })

  const inQueue = useMutation({
    mutationFn: async ({ entry, direction }: { entry: CalendarEntry; direction: 'up' | 'down' | 'next' }) => {
      const params = { path: { workspaceId, id: entry.id } }
      if (direction === 'next')
        return unwrap(
          api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/reschedule', { params, body: { kind: 'slot' } }),
        )
      return unwrap(api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/queue', { params, body: { direction } }))
    },
    onSuccess: () => toast(t('calendar.queue.done')),
    onError: (failure) => toastError(failure),
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspaceId] }),
  })
  const { mutate: exchange } = inQueue

  return useMemo(
    () => ({
      acting: isPending,
      error,
      run: (which: Which, what: Act, after?: () => void) => mutate({ which, what, after }),
      queue: (entry: CalendarEntry, direction: 'up' | 'down' | 'next') => exchange({ entry, direction }),
      isMoving: (id: string) => moving.has(id),
      placed: (entries: readonly CalendarEntry[]): readonly CalendarEntry[] =>
        moving.size === 0
          ? entries
          : entries
              .map((entry) => ({ ...entry, dueAt: moving.get(entry.id) ?? entry.dueAt }))
              .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id)),
    }),
    [isPending, error, mutate, exchange, moving],
  )
}
