import { Modal, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { Form } from '../ui/form.tsx'
import type { FollowingDialog } from './follow.ts'

/** Other words for what is public. Readers can see that it was edited. */
export function EditDialog({ delivery, loading, error, onSubmit, onClose }: FollowingDialog) {
  const { t } = useTranslation()
  const [text, setText] = useState(delivery.text)
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('after.editTitle', { handle: delivery.account.handle })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={loading}
        submitError={<ErrorNotice error={error} />}
        submitLabel={t('after.edit')}
        disabled={text.trim() === '' || text === delivery.text}
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit({ do: 'edit', text })
        }}
      >
        <Textarea
          label={t('composer.text')}
          description={t('after.editHint')}
          autosize
          minRows={4}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
      </Form>
    </Modal>
  )
}
