import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorSentence } from '../api/error-sentence.ts'
import { hasCode } from '../api/problem.ts'
import type { CalendarEntry } from '../api/types.ts'
import { act } from '../deliveries/act.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Notice } from '../ui/notice.tsx'
import { useBoard } from './board.ts'
import classes from './calendar.module.css'

interface Failure {
  readonly entry: CalendarEntry
  readonly error: unknown
}

/** Somebody, or what it went down with, was faster. */
const isDown = (error: unknown) => hasCode(error, 'DELIVERY_STATE_CONFLICT') && error.problem['state'] === 'retracted'

/**
 * Takes what is chosen and out down from the networks: one after the other, each with a permit of its own, the others although one
 * fails. Left half-way, it has done so far what it said.
 */
export function TakeDown({ chosen }: { chosen: readonly CalendarEntry[] }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const { accounts } = useBoard()
  const client = useQueryClient()
  const [asked, ask] = useDisclosure(false)
  const [done, setDone] = useState(0)
  const out = chosen.filter(({ state }) => state === 'published')
  const run = useMutation({
    mutationFn: async (entries: readonly CalendarEntry[]) => {
      const failures: Failure[] = []
      for (const [index, entry] of entries.entries()) {
        setDone(index)
        try {
          await act(workspace.id, entry.id, { do: 'takeDown' })
        } catch (error) {
          if (!isDown(error)) failures.push({ entry, error })
        }
      }
      return failures
    },
    onSuccess: (failures, entries) => {
      const count = entries.length - failures.length
      if (count > 0) toast(t('calendar.takeDown.done', { count }))
      if (failures.length === 0) ask.close()
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  if (!may('takeDown') || (out.length === 0 && !asked)) return null
  const handle = (entry: CalendarEntry) => `@${accounts.get(entry.accountId)?.handle ?? ''}`
  const failures = run.data ?? []
  const count = run.isPending ? run.variables.length : out.length
  return (
    <>
      <Button
        size="xs"
        variant="default"
        onClick={() => {
          run.reset()
          ask.open()
        }}
      >
        {t('calendar.takeDown.open')}
      </Button>
      <Confirm
        opened={asked}
        title={t('calendar.takeDown.title', { count })}
        confirmLabel={t(failures.length > 0 ? 'calendar.takeDown.again' : 'calendar.takeDown.submit', { count })}
        cancelLabel={t('common.cancel')}
        destroys
        loading={run.isPending}
        submitError={
          failures.length === 0 ? null : (
            <Notice tone="hold" live="assertive" title={t('calendar.takeDown.failed', { count: failures.length })}>
              <ul className={classes.failures}>
                {failures.map(({ entry, error }) => (
                  <li key={entry.id}>{`${handle(entry)}: ${errorSentence(error, t).sentence}`}</li>
                ))}
              </ul>
            </Notice>
          )
        }
        onConfirm={() => run.mutate(out)}
        onClose={run.isPending ? () => undefined : ask.close}
      >
        {t('calendar.takeDown.body', { handles: [...new Set(out.map(handle))].join(', ') })}
        {run.isPending ? (
          <p className="tabular" aria-live="polite">
            {t('calendar.takeDown.working', { done, count })}
          </p>
        ) : null}
      </Confirm>
    </>
  )
}
