import { Button, Chip, Group } from '@mantine/core'
import { TimePicker } from '@mantine/dates'
import '@mantine/dates/styles.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayName, days } from './days.ts'
import classes from './slots.module.css'

const workDays = ['1', '2', '3', '4', '5']

/** One time on as many days as wanted. */
export function AddTime({ onAdd }: { onAdd: (at: string, on: number[]) => void }) {
  const { t, i18n } = useTranslation()
  const [at, setAt] = useState('09:30')
  const [on, setOn] = useState<string[]>(workDays)
  const usable = /^\d\d:\d\d$/.test(at) && on.length > 0
  return (
    <form
      className={classes.add}
      aria-label={t('slots.addTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        if (usable) onAdd(at, on.map(Number))
      }}
    >
      <TimePicker
        label={t('slots.time')}
        value={at}
        onChange={(time) => setAt(time.slice(0, 5))}
        withDropdown
        minutesStep={5}
        hoursInputLabel={t('composer.when.hours')}
        minutesInputLabel={t('composer.when.minutes')}
        w={112}
      />
      <fieldset className={classes.days}>
        <legend>{t('slots.days')}</legend>
        <Chip.Group multiple value={on} onChange={setOn}>
          <Group gap={4}>
            {days.map((day) => (
              <Chip key={day} value={String(day)} size="xs" radius="sm">
                {dayName(day, i18n.language, 'short')}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </fieldset>
      <Button type="submit" variant="default" disabled={!usable}>
        {t('slots.add')}
      </Button>
    </form>
  )
}
