import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import { accountsQuery } from '../api/queries.ts'
import type { CalendarEntry } from '../api/types.ts'
import { campaignsQuery } from '../campaigns/queries.ts'
import { covers } from '../halt/covers.ts'
import { useActiveHalts } from '../halt/use-halts.ts'
import { among, everything, extend, nothing, toggle } from '../lift/selection.ts'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import type { Asking } from './act-dialog.tsx'
import type { Act } from './act.ts'
import type { Board, Target } from './board.ts'
import { instantAt, movedTo } from './hours.ts'
import { keyOn } from './keys.ts'
import type { CalendarSearch, Narrowing, View } from './search.ts'
import { together } from './together.ts'
import { useMoves } from './use-moves.ts'

interface Given {
  entries: readonly CalendarEntry[] | undefined
  total: number
  range: { readonly from: string; readonly to: string }
  narrowing: Narrowing
  view: View
  go: (search: CalendarSearch) => void
}

const none: readonly CalendarEntry[] = []
/** Where a post begins whose day alone was named. */
const morning = 9

export type CalendarBoard = ReturnType<typeof useCalendarBoard>

/** What a person has chosen, where the keyboard is, what is being dragged, and what is done with it. */
export function useCalendarBoard({ entries: read = none, total, range, narrowing, view, go }: Given) {
  const { workspace, may } = useHere()
  const zone = workspace.timeZone
  const navigate = useNavigate()
  const moves = useMoves(workspace.id)
  const entries = useMemo(() => moves.placed(read), [read, moves])
  const [chosen, choose] = useState(nothing)
  const [focused, focus] = useState<string>()
  const [opened, open] = useState<CalendarEntry>()
  const [timing, time] = useState<CalendarEntry>()
  const [asking, ask] = useState<Asking>()
  const dragged = useRef<CalendarEntry>(undefined)
  const order = useMemo(() => entries.map(({ id }) => id), [entries])
  // what is no longer in view is no longer chosen
  const selection = useMemo(() => among(chosen, order), [chosen, order])
  const current = focused !== undefined && order.includes(focused) ? focused : order[0]
  const accounts = useQuery(accountsQuery(workspace.id)).data
  const campaigns = useQuery(campaignsQuery(workspace.id)).data
  const halts = useActiveHalts()
  const count = selection.whole ? total : selection.ids.size

  const act = useCallback(
    (what: Act) => {
      const which = selection.whole ? { range, narrowing } : { ids: [...selection.ids] }
      moves.run(which, what, () => {
        ask(undefined)
        if (what.do === 'cancel') choose(nothing)
      })
    },
    [selection, range, narrowing, moves],
  )
  /** With the others, when it is one of those that are chosen. */
  const moveOne = useCallback(
    (entry: CalendarEntry, at: string) =>
      moves.run({ ids: [] }, { do: 'move_to', times: together(entry, at, selection, entries, zone) }),
    [moves, selection, entries, zone],
  )

  const context = useMemo((): Board => {
    const byAccount = new Map((accounts ?? []).map((account) => [account.id, account]))
    return {
      zone,
      accounts: byAccount,
      campaigns: new Map((campaigns ?? []).map((campaign) => [campaign.id, campaign])),
      selection,
      current,
      movedFrom: new Map(read.flatMap(({ id, dueAt }) => (moves.isMoving(id) ? [[id, dueAt]] : []))),
      mayChange: may('changeDelivery'),
      mayWrite: may('draft'),
      stopped: ({ accountId, campaignId, origin, state }) => {
        const account = byAccount.get(accountId)
        if (state !== 'scheduled' || account === undefined) return false
        return halts.some((halt) => covers(halt, { workspaceId: workspace.id, account, campaignId, origin }))
      },
      onOpen: open,
      onCurrent: focus,
      onChoose: (entry, how) =>
        choose(how === 'range' ? extend(selection, entry.id, order) : toggle(selection, entry.id, order)),
      onKey: (event, entry) =>
        keyOn(event, {
          entry,
          order,
          view,
          zone,
          mayChange: may('changeDelivery'),
          focus,
          move: (at) => moveOne(entry, at),
          time: () => time(entry),
          choose: (range) => choose(range ? extend(selection, entry.id, order) : toggle(selection, entry.id, order)),
          clear: () => choose(nothing),
          all: () => choose(everything),
        }),
      onDrag: (entry) => {
        dragged.current = entry
      },
      onDrop: (target: Target) => {
        const entry = dragged.current
        dragged.current = undefined
        if (entry === undefined) return
        const at = movedTo(entry.dueAt, zone, target)
        if (at !== entry.dueAt) moveOne(entry, at)
      },
      onWrite: ({ date, hour = morning }) =>
        void navigate({
          to: paths.compose({ workspace: workspace.id }),
          search: { at: instantAt(date, `${String(hour).padStart(2, '0')}:00`, zone) },
        }),
      onDay: (date) => go({ view: 'day', date }),
      onQueue: moves.queue,
    }
  }, [
    accounts,
    campaigns,
    zone,
    selection,
    current,
    may,
    halts,
    workspace.id,
    order,
    view,
    moveOne,
    navigate,
    go,
    moves,
    read,
  ])

  return {
    context,
    entries,
    total,
    chosen: count,
    acting: moves.acting,
    error: moves.error,
    opened,
    open,
    timing,
    time,
    asking,
    ask,
    act,
    moveOne,
    chooseAll: () => choose(everything),
    chooseNone: () => choose(nothing),
  }
}
