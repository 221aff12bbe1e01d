import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Form } from '../ui/form.tsx'
import { giveReason } from './acts.ts'
import type { Halt } from './shapes.ts'
import { Step } from './step.tsx'
import classes from './halt.module.css'

/** Why it was stopped: not needed to stop, asked for afterwards. */
export function Reason({ halt }: { halt: Halt }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const client = useQueryClient()
  const [changing, change] = useState(false)
  const [text, setText] = useState(halt.reason ?? '')
  const save = useMutation({
    mutationFn: () => giveReason(workspace.id, halt.id, text.trim()),
    onSuccess: () => {
      change(false)
      toast(t('halt.reason.saved'))
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  const asking = may('stop') && (changing || halt.reason === null)
  return (
    <Step id="reason" title={t('halt.reason.title')} tone={halt.reason === null ? 'hold' : 'quiet'}>
      {halt.reason === null ? (
        <p className={classes.body}>{asking ? t('halt.reason.ask') : t('halt.reason.none')}</p>
      ) : (
        <p className={classes.quote}>{halt.reason}</p>
      )}
      {asking ? (
        <div className={classes.form}>
          <Form
            loading={save.isPending}
            submitError={<ErrorNotice error={save.error} />}
            submitLabel={t('halt.reason.save')}
            disabled={text.trim() === ''}
            onSubmit={(event) => {
              event.preventDefault()
              save.mutate()
            }}
          >
            <TextInput
              label={t('halt.reason.label')}
              value={text}
              maxLength={500}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          </Form>
        </div>
      ) : may('stop') ? (
        <Button variant="default" size="xs" mt="xs" onClick={() => change(true)}>
          {t('halt.reason.change')}
        </Button>
      ) : null}
    </Step>
  )
}
