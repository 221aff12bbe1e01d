import { Modal } from '@mantine/core'
import type { ReplyRule } from '@vigie/server/contract'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../api/types.ts'
import { ReplyControl } from '../posts/reply-control.tsx'
import { useCapabilities } from '../posts/use-capabilities.ts'
import { Form } from '../ui/form.tsx'

interface ReplyControlDialogProps {
  delivery: Delivery
  loading: boolean
  submitError: ReactNode
  onChange: (rules: ReplyRule[]) => void
  onClose: () => void
}

/** Who may reply to what is out already. */
export function ReplyControlDialog({ delivery, loading, submitError, onChange, onClose }: ReplyControlDialogProps) {
  const { t } = useTranslation()
  const has = useCapabilities()
  const [rules, choose] = useState<ReplyRule[]>(delivery.replyControl)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('deliveries.reply.title', { handle: delivery.account.handle })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={loading}
        submitError={submitError}
        submitLabel={t('deliveries.reply.submit')}
        onSubmit={(event) => {
          event.preventDefault()
          onChange(rules)
        }}
      >
        <ReplyControl
          label={t('composer.options.reply.label')}
          values={has(delivery.account.network)?.replyControl ?? []}
          value={rules}
          onChange={choose}
        />
      </Form>
    </Modal>
  )
}
