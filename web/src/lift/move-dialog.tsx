import { Group, Modal, NumberInput, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../api/server-clock.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant, zoneCity } from '../time/format.ts'
import { Form } from '../ui/form.tsx'

const units = { minutes: 1, hours: 60, days: 1440 } as const
type Unit = keyof typeof units
const isUnit = (value: string | null): value is Unit => value !== null && value in units
const year = 525_600

interface MoveProps {
  count: number
  onMove: (minutes: number) => void
  onClose: () => void
}

/** Moves one or many: the oldest by so much from now, the others at their distance to it. */
export function MoveDialog({ count, onMove, onClose }: MoveProps) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const [amount, setAmount] = useState<number | string>(1)
  const [unit, setUnit] = useState<Unit>('hours')
  const [now] = useState(serverNow)
  const minutes = typeof amount === 'number' ? amount * units[unit] : Number.NaN
  const right = Number.isInteger(minutes) && minutes >= 0 && minutes <= year
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('lift.move.title', { count })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Form
        loading={false}
        submitError={null}
        submitLabel={t('lift.move.submit')}
        disabled={!right}
        onSubmit={(event) => {
          event.preventDefault()
          if (right) onMove(minutes)
        }}
      >
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <NumberInput
            label={t('lift.move.by')}
            value={amount}
            onChange={setAmount}
            min={0}
            allowDecimal={false}
            data-autofocus
            error={right ? null : t('lift.move.range')}
            flex={1}
          />
          <Select
            aria-label={t('lift.move.unit')}
            data={Object.keys(units).map((value) => ({ value, label: t(`lift.move.${value as Unit}`) }))}
            value={unit}
            onChange={(value) => isUnit(value) && setUnit(value)}
            allowDeselect={false}
            w={128}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {right
            ? `${t('common.inZone', {
                time: formatInstant(new Date(now + minutes * 60_000).toISOString(), workspace.timeZone, i18n.language),
                zone: zoneCity(workspace.timeZone),
              })}. `
            : ''}
          {count === 1 ? t('lift.move.helpOne') : t('lift.move.help')}
        </Text>
      </Form>
    </Modal>
  )
}
