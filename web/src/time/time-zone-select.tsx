import { Select, type SelectProps } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { browserZone, searchZones, zoneChoices } from './zones.ts'

interface TimeZoneSelectProps extends Omit<SelectProps, 'data' | 'value' | 'onChange' | 'filter' | 'searchable'> {
  value?: string
  onChange?: (zone: string) => void
}

/** Searches by city, region, offset (+5:30) and name (« heure d’Europe centrale »). */
export function TimeZoneSelect({ value = 'UTC', onChange, ...rest }: TimeZoneSelectProps) {
  const { t, i18n } = useTranslation()
  const [now] = useState(() => new Date())
  const choices = useMemo(
    () => zoneChoices(i18n.language, now, [...new Set([browserZone(), value])]),
    [i18n.language, now, value],
  )
  return (
    <Select
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage={t('common.noTimeZone')}
      data={choices.map((choice) => ({ value: choice.id, label: choice.label }))}
      filter={({ search }) =>
        searchZones(choices, search)
          .slice(0, 80)
          .map((choice) => ({ value: choice.id, label: choice.label }))
      }
      value={value}
      onChange={(zone) => zone !== null && onChange?.(zone)}
      allowDeselect={false}
      {...rest}
    />
  )
}
