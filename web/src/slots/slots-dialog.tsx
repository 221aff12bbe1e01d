import { Button, Modal, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { slotsQuery } from '../api/queries.ts'
import type { Account, SlotPlan } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { TimeZoneSelect } from '../time/time-zone-select.tsx'
import { Form } from '../ui/form.tsx'
import { AddTime } from './add-time.tsx'
import { withTime } from './days.ts'
import { Week } from './week.tsx'

/** The recurring times of an account's queue. */
export function SlotsDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const client = useQueryClient()
  const query = slotsQuery(workspace.id, account.id)
  const known = useQuery(query)
  const [changed, change] = useState<SlotPlan | null>(null)
  const plan = changed ?? known.data
  const save = useMutation({
    mutationFn: (body: SlotPlan) =>
      unwrap(
        api.PUT('/api/workspaces/{workspaceId}/accounts/{id}/slots', {
          params: { path: { workspaceId: workspace.id, id: account.id } },
          body,
        }),
      ),
    onSuccess: async (saved) => {
      client.setQueryData(query.queryKey, saved)
      await client.invalidateQueries({ queryKey: ['w', workspace.id, 'posts', 'slot'] })
      toast(t('slots.saved', { handle: account.handle }))
      onClose()
    },
  })
  const shuffle = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/accounts/{id}/slots/shuffle', {
          params: { path: { workspaceId: workspace.id, id: account.id } },
        }),
      ),
    onSuccess: ({ items }) => toast(t(items.length === 0 ? 'slots.nothingToShuffle' : 'slots.shuffled')),
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  const mayChange = may('changeSlots')
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <Text fw={640} span>
          {t('slots.title', { handle: account.handle })}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text c="dimmed" mb="md">
        {mayChange ? t('slots.lead') : t('slots.readOnly')}
      </Text>
      {plan === undefined ? (
        known.error ? (
          <ErrorNotice error={known.error} />
        ) : (
          t('common.loading')
        )
      ) : mayChange ? (
        <>
          <AddTime onAdd={(at, on) => change({ ...plan, slots: withTime(plan.slots, at, on) })} />
          <Form
            loading={save.isPending}
            submitError={<ErrorNotice error={save.error ?? shuffle.error} />}
            secondary={
              <Button variant="default" loading={shuffle.isPending} onClick={() => shuffle.mutate()}>
                {t('slots.shuffle')}
              </Button>
            }
            submitLabel={t('slots.save')}
            disabled={changed === null}
            onSubmit={(event) => {
              event.preventDefault()
              save.mutate(plan)
            }}
          >
            <Week
              slots={plan.slots}
              onRemove={(gone) => change({ ...plan, slots: plan.slots.filter((slot) => slot !== gone) })}
            />
            <TimeZoneSelect
              label={t('slots.zone')}
              value={plan.timeZone}
              onChange={(timeZone) => change({ ...plan, timeZone })}
            />
          </Form>
        </>
      ) : (
        <Week slots={plan.slots} />
      )}
    </Modal>
  )
}
