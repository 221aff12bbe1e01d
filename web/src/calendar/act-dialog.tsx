import { Group, Modal, NumberInput, Select, TagsInput, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Campaign } from '../api/types.ts'
import { Form } from '../ui/form.tsx'
import type { Act } from './act.ts'

export type Asking = 'move' | 'campaign' | 'tag' | 'cancel'

interface ActDialogProps {
  asking: Asking
  count: number
  campaigns: readonly Campaign[]
  loading: boolean
  submitError: ReactNode
  onAct: (act: Act) => void
  onClose: () => void
}

const number = (value: string | number) => (typeof value === 'number' ? value : 0)

/** By how much, to which campaign, with which tags; or whether it is really meant. */
export function ActDialog({ asking, count, campaigns, loading, submitError, onAct, onClose }: ActDialogProps) {
  const { t } = useTranslation()
  const [days, setDays] = useState(0)
  const [hours, setHours] = useState(0)
  const [minutes, setMinutes] = useState(0)
  const [campaignId, setCampaign] = useState<string | null>(null)
  const [add, setAdd] = useState<string[]>([])
  const [remove, setRemove] = useState<string[]>([])
  const act: Record<Asking, Act> = {
    move: { do: 'move_by', days, minutes: hours * 60 + minutes },
    campaign: { do: 'campaign', campaignId },
    tag: { do: 'tag', add, remove },
    cancel: { do: 'cancel' },
  }
  const nothing =
    (asking === 'move' && days === 0 && hours === 0 && minutes === 0) ||
    (asking === 'tag' && add.length + remove.length === 0)
  const inUse = campaigns.filter(({ archivedAt }) => archivedAt === null)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`calendar.ask.${asking}`, { count })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={loading}
        submitError={submitError}
        submitLabel={t(`calendar.submit.${asking}`)}
        disabled={nothing}
        onSubmit={(event) => {
          event.preventDefault()
          if (!nothing) onAct(act[asking])
        }}
      >
        {asking === 'move' ? (
          <>
            <Group gap="xs" grow>
              <NumberInput
                label={t('calendar.days')}
                value={days}
                onChange={(v) => setDays(number(v))}
                min={-400}
                max={400}
              />
              <NumberInput
                label={t('calendar.hours')}
                value={hours}
                onChange={(v) => setHours(number(v))}
                min={-999}
                max={999}
              />
              <NumberInput
                label={t('calendar.minutes')}
                value={minutes}
                onChange={(v) => setMinutes(number(v))}
                min={-999}
                max={999}
              />
            </Group>
            <Text size="sm" c="dimmed">
              {t('calendar.byHelp')}
            </Text>
          </>
        ) : null}
        {asking === 'campaign' ? (
          <Select
            label={t('calendar.filter.campaign')}
            placeholder={t('calendar.noCampaign')}
            data={inUse.map(({ id, name }) => ({ value: id, label: name }))}
            value={campaignId}
            onChange={setCampaign}
            clearable
            clearButtonProps={{ 'aria-label': t('calendar.noCampaign') }}
          />
        ) : null}
        {asking === 'tag' ? (
          <>
            <TagsInput label={t('calendar.addTags')} value={add} onChange={setAdd} maxTags={20} />
            <TagsInput label={t('calendar.removeTags')} value={remove} onChange={setRemove} maxTags={20} />
          </>
        ) : null}
        {asking === 'cancel' ? <Text size="sm">{t('calendar.cancelHelp')}</Text> : null}
      </Form>
    </Modal>
  )
}
