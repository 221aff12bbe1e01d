import { Button, Group, Menu } from '@mantine/core'
import { IconChevronUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CalendarEntry } from '../api/types.ts'
import type { Asking } from './act-dialog.tsx'
import { TakeDown } from './take-down.tsx'
import classes from './calendar.module.css'

interface SelectionBarProps {
  count: number
  whole: boolean
  /** How many the view holds. */
  total: number
  loading: boolean
  onAsk: (what: Asking) => void
  onMove: (by: { days: number; minutes: number }) => void
  onWhole: () => void
  onNone: () => void
  /** What is chosen of what is loaded. */
  chosen: readonly CalendarEntry[]
}

const quick = [
  { word: 'hour', days: 0, minutes: 60 },
  { word: 'day', days: 1, minutes: 0 },
  { word: 'week', days: 7, minutes: 0 },
] as const

/** What can be done to those that are chosen. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, whole, total, loading, onAsk, onMove, onWhole, onNone, chosen } = props
  const { t } = useTranslation()
  return (
    <section className={classes.bar} aria-label={t('calendar.chosen', { count })}>
      <strong aria-live="polite">{t('calendar.chosen', { count })}</strong>
      <Group gap="xs">
        <Menu position="top-start" withinPortal>
          <Menu.Target>
            <Button size="xs" loading={loading} rightSection={<IconChevronUp size={14} aria-hidden />}>
              {t('calendar.do.move')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {quick.map(({ word, days, minutes }) => (
              <Menu.Item key={word} onClick={() => onMove({ days, minutes })}>
                {t(`calendar.do.${word}`)}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => onAsk('move')}>{t('calendar.do.by')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Button size="xs" variant="default" onClick={() => onAsk('campaign')}>
          {t('calendar.do.campaign')}
        </Button>
        <Button size="xs" variant="default" onClick={() => onAsk('tag')}>
          {t('calendar.do.tag')}
        </Button>
        <Button size="xs" variant="default" onClick={() => onAsk('cancel')}>
          {t('calendar.do.cancel')}
        </Button>
        {/* what is not loaded is not taken down unseen */}
        {chosen.length === count ? <TakeDown chosen={chosen} /> : null}
        {whole || total <= count ? null : (
          <Button size="xs" variant="subtle" onClick={onWhole}>
            {t('calendar.chooseAll', { count: total })}
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={onNone}>
          {t('calendar.chooseNone')}
        </Button>
      </Group>
    </section>
  )
}
