import { Modal, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { paths } from '../shell/paths.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Form } from '../ui/form.tsx'
import { lift } from './acts.ts'
import type { Halt } from './shapes.ts'
import classes from './halt.module.css'

/** Lifts the whole of it, and leads to what was held: nothing of that moves by itself. */
export function LiftDialog({ halt, onClose }: { halt: Halt; onClose: () => void }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const run = useMutation({
    mutationFn: () => lift(workspace.id, halt, reason),
    onSuccess: async () => {
      toast(t('halt.lift.done'))
      onClose()
      await navigate({ to: paths.haltLift({ workspace: workspace.id, halt: halt.id }) })
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('halt.lift.dialogTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={run.isPending}
        submitError={<ErrorNotice error={run.error} />}
        submitLabel={t('halt.lift.submit')}
        onSubmit={(event) => {
          event.preventDefault()
          run.mutate()
        }}
      >
        <p className={classes.body}>{t('halt.lift.body')}</p>
        {halt.held === 0 ? null : <p className={classes.body}>{t('halt.lift.held', { count: halt.held })}</p>}
        <TextInput
          label={`${t('halt.lift.reason')} (${t('common.optional')})`}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
      </Form>
    </Modal>
  )
}
