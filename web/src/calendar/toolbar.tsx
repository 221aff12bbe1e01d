import { ActionIcon, Button, Group, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { stepped } from './range.ts'
import { views, type View } from './search.ts'
import classes from './calendar.module.css'

interface ToolbarProps {
  view: View
  date: string
  today: string
  title: string
  onView: (view: View) => void
  onDate: (date: string) => void
}

/** Which days are seen, and how. */
export function Toolbar({ view, date, today, title, onView, onDate }: ToolbarProps) {
  const { t } = useTranslation()
  return (
    <div className={classes.toolbar}>
      <Group gap={4} wrap="nowrap">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('calendar.back')}
          onClick={() => onDate(stepped(view, date, -1))}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <Button variant="default" onClick={() => onDate(today)}>
          {t('calendar.today')}
        </Button>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('calendar.on')}
          onClick={() => onDate(stepped(view, date, 1))}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </Group>
      <h2 className={classes.title} aria-live="polite">
        {title}
      </h2>
      <SegmentedControl
        aria-label={t('calendar.view')}
        value={view}
        onChange={(value) => onView(views.find((one) => one === value) ?? 'month')}
        data={views.map((one) => ({ value: one, label: t(`calendar.views.${one}`) }))}
      />
    </div>
  )
}
