import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { DatePickerInput, DatesProvider, TimePicker } from '@mantine/dates'
import '@mantine/dates/styles.css'
import 'dayjs/locale/fr'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'
import { formatInstant, zoneCity, zoneName } from './format.ts'
import { onTheWall } from './wall-clock.ts'
import type { When, WhenChoice } from './when.ts'
import { browserZone } from './zones.ts'

interface WhenFieldsProps {
  zone: string
  value: WhenChoice
  onChange: (choice: WhenChoice) => void
  resolved: When
}

/** A date and a time in the workspace's zone; says what that is for the reader, and when the clocks change. */
export function WhenFields({ zone, value, onChange, resolved }: WhenFieldsProps) {
  const { t, i18n } = useTranslation()
  const { clock } = resolved
  const [now] = useState(() => new Date())
  const mine = browserZone()
  const elsewhere = mine !== zone && resolved.kind === 'ok'
  return (
    // No day is a weekend here: weekends would be red, and red is for the stop.
    <DatesProvider settings={{ locale: i18n.language, firstDayOfWeek: 1, weekendDays: [] }}>
      <Stack gap="xs">
        <Group gap="xs" align="flex-end">
          <DatePickerInput
            label={t('composer.when.date')}
            value={value.date === '' ? null : value.date}
            onChange={(date) => onChange({ ...value, date: date ?? '' })}
            minDate={onTheWall(now.toISOString(), zone).date}
            valueFormat="ddd D MMM YYYY"
            hideOutsideDates
            ariaLabels={t('composer.when.calendar', { returnObjects: true })}
            w={184}
            popoverProps={{ shadow: 'md' }}
          />
          <TimePicker
            label={t('composer.when.time')}
            value={value.time}
            onChange={(time) => onChange({ ...value, time: time.slice(0, 5) })}
            withDropdown
            minutesStep={5}
            hoursInputLabel={t('composer.when.hours')}
            minutesInputLabel={t('composer.when.minutes')}
            w={112}
          />
        </Group>
        <Text size="sm" c="dimmed">
          {t('composer.when.zone', {
            zone: zoneName(zone, i18n.language, resolved.kind === 'ok' ? new Date(resolved.at) : now),
          })}
          {elsewhere
            ? ` ${t('composer.when.local', { time: t('common.inZone', { time: formatInstant(resolved.at, mine, i18n.language), zone: zoneCity(mine) }) })}`
            : ''}
        </Text>
        {clock.kind === 'gap' ? (
          <Notice tone="hold" live="polite">
            {t('composer.when.gap', { time: value.time, shown: clock.shown })}
          </Notice>
        ) : null}
        {clock.kind === 'repeat' ? (
          <Notice tone="hold" live="polite">
            <Stack gap={4} align="flex-start">
              {t('composer.when.repeat', { time: value.time })}
              <SegmentedControl
                size="xs"
                value={value.second ? 'second' : 'first'}
                onChange={(which) => onChange({ ...value, second: which === 'second' })}
                data={[
                  { value: 'first', label: t('composer.when.first', { offset: `UTC${clock.earlierOffset}` }) },
                  { value: 'second', label: t('composer.when.second', { offset: `UTC${clock.laterOffset}` }) },
                ]}
              />
            </Stack>
          </Notice>
        ) : null}
        {resolved.kind === 'past' ? (
          <Notice tone="hold" live="polite">
            {t('composer.why.past')}
          </Notice>
        ) : null}
        {resolved.kind === 'too_far' ? (
          <Notice tone="hold" live="polite">
            {t('composer.why.tooFar')}
          </Notice>
        ) : null}
      </Stack>
    </DatesProvider>
  )
}
