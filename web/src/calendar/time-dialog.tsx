import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../api/server-clock.ts'
import type { CalendarEntry } from '../api/types.ts'
import { onTheWall } from '../time/wall-clock.ts'
import { WhenFields } from '../time/when-fields.tsx'
import { resolveWhen, type WhenChoice } from '../time/when.ts'
import { Form } from '../ui/form.tsx'
import { useBoard } from './board.ts'

/** Another time for one delivery, written. What the mouse does by dragging. */
export function TimeDialog({
  entry,
  onMove,
  onClose,
}: {
  entry: CalendarEntry
  onMove: (at: string) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { zone, accounts } = useBoard()
  const [choice, setChoice] = useState<WhenChoice>(() => ({ ...onTheWall(entry.dueAt, zone), second: false }))
  const when = resolveWhen(choice, zone, serverNow())
  const handle = accounts.get(entry.accountId)?.handle ?? ''
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('deliveries.move.title', { handle })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={false}
        submitError={null}
        submitLabel={t('deliveries.move.submit')}
        disabled={when.kind !== 'ok'}
        onSubmit={(event) => {
          event.preventDefault()
          if (when.kind === 'ok') onMove(when.at)
        }}
      >
        <WhenFields zone={zone} value={choice} onChange={setChoice} resolved={when} />
      </Form>
    </Modal>
  )
}
