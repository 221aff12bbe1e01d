import { Modal, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { onTheWall } from '../time/wall-clock.ts'
import { Form } from '../ui/form.tsx'
import { RepeatFields } from './repeat-fields.tsx'

interface ChangeDialogProps {
  seriesId: string
  postId: string
  dueAt: string
  onClose: () => void
  onDone: () => void
}

/** From one post of a repetition on: another rule, and that post's words and time. */
export function ChangeDialog({ seriesId, postId, dueAt, onClose, onDone }: ChangeDialogProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const [rule, setRule] = useState<string>()
  const change = useMutation({
    mutationFn: (next: string) =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/series/{id}/change', {
          params: { path: { workspaceId: workspace.id, id: seriesId } },
          body: { postId, rule: next },
        }),
      ),
    onSuccess: () => {
      toast(t('series.changed'))
      onDone()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('series.changeTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={change.isPending}
        submitError={<ErrorNotice error={change.error} />}
        submitLabel={t('series.changeSubmit')}
        disabled={rule === undefined}
        onSubmit={(event) => {
          event.preventDefault()
          if (rule !== undefined) change.mutate(rule)
        }}
      >
        <Text size="sm">{t('series.changeHelp')}</Text>
        <RepeatFields date={onTheWall(dueAt, workspace.timeZone).date} onRule={setRule} />
      </Form>
    </Modal>
  )
}
