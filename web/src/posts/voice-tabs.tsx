import { Tabs } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './voices.module.css'

interface VoiceTabsProps {
  /** Names tabs and panel; the panel is `id-panel-key`, labelled by `id-tab-key`. */
  id: string
  tabs: readonly { readonly key: string; readonly name: string; readonly own: boolean }[]
  value: string
  onChange: (key: string | null) => void
}

/** For whom is written: for all, or for a network in its own words. */
export function VoiceTabs({ id, tabs, value, onChange }: VoiceTabsProps) {
  const { t } = useTranslation()
  return (
    <Tabs id={id} value={value} onChange={onChange}>
      <Tabs.List aria-label={t('composer.voices.label')} className={classes.tabs}>
        {tabs.map(({ key, name, own }) => (
          <Tabs.Tab
            key={key}
            value={key}
            rightSection={own ? <IconPencil size={14} aria-label={t('composer.voices.adapted')} /> : null}
          >
            {name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}
