import { Pill } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { dayName, days, type Slot } from './days.ts'
import classes from './slots.module.css'

/** The times of each day; they can be taken away where `onRemove` is given. */
export function Week({ slots, onRemove }: { slots: readonly Slot[]; onRemove?: (slot: Slot) => void }) {
  const { t, i18n } = useTranslation()
  if (slots.length === 0) return <p className={classes.quiet}>{t('slots.none')}</p>
  return (
    <dl className={classes.week} aria-label={t('slots.list')}>
      {days.map((day) => {
        const name = dayName(day, i18n.language)
        const own = slots.filter((slot) => slot.day === day)
        return (
          <Fragment key={day}>
            <dt>{name}</dt>
            <dd>
              {own.length === 0 ? <span className={classes.quiet}>{t('slots.noneOnDay')}</span> : null}
              {own.map((slot) => (
                <Pill
                  key={slot.at}
                  size="md"
                  className="tabular"
                  {...(onRemove === undefined
                    ? {}
                    : {
                        withRemoveButton: true,
                        onRemove: () => onRemove(slot),
                        removeButtonProps: {
                          'aria-label': t('slots.remove', { day: name, time: slot.at }),
                          'aria-hidden': false,
                          tabIndex: 0,
                        },
                      })}
                >
                  {slot.at}
                </Pill>
              ))}
            </dd>
          </Fragment>
        )
      })}
    </dl>
  )
}
