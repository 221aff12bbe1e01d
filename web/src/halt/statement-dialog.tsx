import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { Form } from '../ui/form.tsx'
import { useStatement } from './use-statement.ts'
import classes from './halt.module.css'

interface StatementDialogProps {
  handle: string
  /** The delivery’s id; a draft makes its delivery now. */
  deliver: () => Promise<string>
  onSent: (delivery: Delivery) => void
  onClose: () => void
}

/** The one way through a stop: one delivery, with a reason that stays in the record. */
export function StatementDialog({ handle, deliver, onSent, onClose }: StatementDialogProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const send = useStatement(onSent)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('halt.statement.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={send.isPending}
        submitError={<ErrorNotice error={send.error} />}
        submitLabel={t('halt.statement.submit')}
        disabled={reason.trim() === ''}
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '' && !send.isPending) send.mutate({ deliver, reason: reason.trim() })
        }}
      >
        <p className={classes.body}>{t('halt.statement.body', { handle })}</p>
        <Textarea
          label={t('halt.statement.reason')}
          description={t('halt.statement.reasonHint')}
          value={reason}
          maxLength={500}
          autosize
          minRows={2}
          required
          data-autofocus
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Form>
    </Modal>
  )
}
