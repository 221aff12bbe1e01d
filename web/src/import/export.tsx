import { Anchor, Button, NativeSelect, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { Section } from '../ui/section.tsx'
import classes from './import.module.css'

const sections = ['deliveries', 'posts', 'variants', 'results', 'campaigns', 'slots'] as const

/** Everything of the workspace, to take along: links, so that the browser saves what it is sent as it comes. */
export function Export() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [section, setSection] = useState<(typeof sections)[number]>('deliveries')
  const [mark, setMark] = useState(true)
  const base = `/api/workspaces/${workspace.id}/export`
  return (
    <Section title={t('imports.export')} lead={t('imports.exportLead')}>
      <div className={classes.options}>
        <NativeSelect
          label={t('imports.section')}
          data={sections.map((value) => ({ value, label: t(`imports.sectionOf.${value}`) }))}
          value={section}
          onChange={({ currentTarget: { value } }) => setSection(sections.find((one) => one === value) ?? 'deliveries')}
        />
        <Switch
          label={t('imports.mark')}
          checked={mark}
          onChange={({ currentTarget }) => setMark(currentTarget.checked)}
        />
      </div>
      <div className={classes.acts}>
        <Button component="a" variant="default" href={`${base}.csv?section=${section}&mark=${mark}`} download>
          {t('imports.exportCsv')}
        </Button>
        <Anchor href={`${base}.json`} download>
          {t('imports.exportJson')}
        </Anchor>
      </div>
    </Section>
  )
}
