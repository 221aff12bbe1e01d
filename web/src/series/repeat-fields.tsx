import { Chip, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayName, days } from '../slots/days.ts'
import { noRepeat, rhythms, rhythmsFrom, ruleWords, toRule, type Repeat } from './rule.ts'

/** Whether what is planned comes again, told as a rule. @param date the first, on the wall */
export function RepeatFields({ date, onRule }: { date: string; onRule: (rule: string | undefined) => void }) {
  const { t, i18n } = useTranslation()
  const [repeat, set] = useState<Repeat>(() => noRepeat(date))
  const offered = rhythmsFrom(date)
  // a working day that was moved to a Saturday is none
  const chosen = offered.includes(repeat.rhythm) ? repeat : { ...repeat, rhythm: 'never' as const }
  const rule = toRule(chosen, date)
  useEffect(() => onRule(rule), [rule, onRule])
  const first = ((new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7) + 1
  const on = [...new Set([...repeat.days, first])].map(String)
  return (
    <Stack gap="xs" align="flex-start">
      <Group gap="xs" align="flex-end">
        <Select
          label={t('series.repeat')}
          data={offered.map((rhythm) => ({ value: rhythm, label: t(`series.rhythm.${rhythm}`) }))}
          value={chosen.rhythm}
          onChange={(value) => set({ ...repeat, rhythm: rhythms.find((one) => one === value) ?? 'never' })}
          allowDeselect={false}
          w={232}
        />
        {chosen.rhythm === 'never' || chosen.rhythm === 'workday' ? null : (
          <NumberInput
            label={t('series.interval')}
            value={repeat.interval}
            onChange={(value) => set({ ...repeat, interval: typeof value === 'number' ? value : 1 })}
            min={1}
            max={99}
            clampBehavior="strict"
            allowDecimal={false}
            w={104}
          />
        )}
      </Group>
      {chosen.rhythm === 'week' ? (
        <Chip.Group multiple value={on} onChange={(values) => set({ ...repeat, days: values.map(Number) })}>
          <Group gap={4} role="group" aria-label={t('series.onDays')}>
            {days.map((day) => (
              <Chip key={day} value={String(day)} size="xs" radius="sm" disabled={day === first}>
                {dayName(day, i18n.language, 'short')}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      ) : null}
      {chosen.rhythm === 'never' ? null : (
        <>
          <Group gap="xs" align="flex-end">
            <Select
              label={t('series.ends')}
              data={(['never', 'count', 'until'] as const).map((end) => ({
                value: end,
                label: t(`series.end.${end}`),
              }))}
              value={repeat.end}
              onChange={(value) => set({ ...repeat, end: value === 'count' || value === 'until' ? value : 'never' })}
              allowDeselect={false}
              w={168}
            />
            {repeat.end === 'count' ? (
              <NumberInput
                label={t('series.howOften')}
                value={repeat.count}
                onChange={(value) => set({ ...repeat, count: typeof value === 'number' ? value : 1 })}
                min={1}
                max={999}
                clampBehavior="strict"
                allowDecimal={false}
                w={104}
              />
            ) : null}
            {repeat.end === 'until' ? (
              <TextInput
                type="date"
                label={t('series.lastDay')}
                value={repeat.until}
                min={date}
                onChange={({ currentTarget: { value } }) =>
                  set({ ...repeat, until: value === '' ? repeat.until : value })
                }
                w={168}
              />
            ) : null}
          </Group>
          <Text size="sm" c="dimmed">
            {rule === undefined ? '' : `${ruleWords(rule, t, i18n.language)}. ${t('series.help')}`}
          </Text>
        </>
      )}
    </Stack>
  )
}
