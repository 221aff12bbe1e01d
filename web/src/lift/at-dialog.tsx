import { Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../api/server-clock.ts'
import { useHere } from '../shell/workspace-context.ts'
import { proposeTime } from '../time/wall-clock.ts'
import { WhenFields } from '../time/when-fields.tsx'
import { resolveWhen, type WhenChoice } from '../time/when.ts'
import { Form } from '../ui/form.tsx'

interface AtProps {
  count: number
  onMove: (at: string) => void
  onClose: () => void
}

/** Gives one or many a time of the workspace's wall clock. */
export function AtDialog({ count, onMove, onClose }: AtProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [choice, setChoice] = useState<WhenChoice>(() => ({
    ...proposeTime(serverNow(), workspace.timeZone),
    second: false,
  }))
  const when = resolveWhen(choice, workspace.timeZone, serverNow())
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('lift.at.title', { count })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={false}
        submitError={null}
        submitLabel={t('lift.at.submit')}
        disabled={when.kind !== 'ok'}
        onSubmit={(event) => {
          event.preventDefault()
          if (when.kind === 'ok') onMove(when.at)
        }}
      >
        <WhenFields zone={workspace.timeZone} value={choice} onChange={setChoice} resolved={when} />
        {count === 1 ? null : (
          <Text size="sm" c="dimmed">
            {t('lift.at.help')}
          </Text>
        )}
      </Form>
    </Modal>
  )
}
