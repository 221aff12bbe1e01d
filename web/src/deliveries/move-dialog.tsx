import { Modal } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../api/server-clock.ts'
import type { Delivery } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { onTheWall, proposeTime } from '../time/wall-clock.ts'
import { WhenFields } from '../time/when-fields.tsx'
import { resolveWhen, type WhenChoice } from '../time/when.ts'
import { Form } from '../ui/form.tsx'

interface MoveDialogProps {
  delivery: Delivery
  loading: boolean
  submitError: ReactNode
  onMove: (at: string) => void
  onClose: () => void
}

export function MoveDialog({ delivery, loading, submitError, onMove, onClose }: MoveDialogProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [choice, setChoice] = useState<WhenChoice>(() => {
    const now = serverNow()
    const ahead = Date.parse(delivery.dueAt) > now
    return {
      ...(ahead ? onTheWall(delivery.dueAt, workspace.timeZone) : proposeTime(now, workspace.timeZone)),
      second: false,
    }
  })
  const when = resolveWhen(choice, workspace.timeZone, serverNow())
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('deliveries.move.title', { handle: delivery.account.handle })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={loading}
        submitError={submitError}
        submitLabel={t('deliveries.move.submit')}
        disabled={when.kind !== 'ok'}
        onSubmit={(event) => {
          event.preventDefault()
          if (when.kind === 'ok') onMove(when.at)
        }}
      >
        <WhenFields zone={workspace.timeZone} value={choice} onChange={setChoice} resolved={when} />
      </Form>
    </Modal>
  )
}
