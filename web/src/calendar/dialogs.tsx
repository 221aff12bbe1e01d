import type { Campaign } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { ActDialog } from './act-dialog.tsx'
import { EntryDrawer } from './entry-drawer.tsx'
import { TimeDialog } from './time-dialog.tsx'
import type { CalendarBoard } from './use-board.ts'

/** What opens over the calendar: a delivery's card, another time for one, one act for many. */
export function Dialogs({ board, campaigns }: { board: CalendarBoard; campaigns: readonly Campaign[] }) {
  return (
    <>
      {board.opened === undefined ? null : <EntryDrawer entry={board.opened} onClose={() => board.open(undefined)} />}
      {board.timing === undefined ? null : (
        <TimeDialog
          entry={board.timing}
          onClose={() => board.time(undefined)}
          onMove={(at) => {
            const { timing } = board
            board.time(undefined)
            if (timing !== undefined) board.moveOne(timing, at)
          }}
        />
      )}
      {board.asking === undefined ? null : (
        <ActDialog
          asking={board.asking}
          count={board.chosen}
          campaigns={campaigns}
          loading={board.acting}
          submitError={<ErrorNotice error={board.error} />}
          onAct={board.act}
          onClose={() => board.ask(undefined)}
        />
      )}
    </>
  )
}
