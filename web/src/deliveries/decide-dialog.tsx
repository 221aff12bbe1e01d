import { Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Form } from '../ui/form.tsx'

interface DecideDialogProps {
  handle: string
  loading: boolean
  submitError: ReactNode
  onDecide: (decision: { as: 'published' | 'not_published'; url?: string }) => void
  onClose: () => void
}

/** A person looked at the network and says what is there. */
export function DecideDialog({ handle, loading, submitError, onDecide, onClose }: DecideDialogProps) {
  const { t } = useTranslation()
  const [seen, setSeen] = useState<string>('')
  const [url, setUrl] = useState('')
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('deliveries.decide.title', { handle })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={loading}
        submitError={submitError}
        submitLabel={t('deliveries.decide.submit')}
        disabled={seen === ''}
        onSubmit={(event) => {
          event.preventDefault()
          if (seen === 'published') onDecide({ as: 'published', ...(url.trim() === '' ? {} : { url: url.trim() }) })
          else if (seen === 'not_published') onDecide({ as: 'not_published' })
        }}
      >
        <Text>{t('deliveries.decide.lead')}</Text>
        <Radio.Group value={seen} onChange={setSeen} aria-label={t('deliveries.decide.title', { handle })}>
          <Stack gap="xs">
            <Radio value="published" label={t('deliveries.decide.published')} />
            {seen === 'published' ? (
              <TextInput
                type="url"
                label={t('deliveries.decide.url')}
                value={url}
                onChange={(event) => setUrl(event.currentTarget.value)}
                ml={32}
              />
            ) : null}
            <Radio
              value="not_published"
              label={t('deliveries.decide.notPublished')}
              description={t('deliveries.decide.notPublishedHelp')}
            />
          </Stack>
        </Radio.Group>
      </Form>
    </Modal>
  )
}
