import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { Page } from '../ui/page.tsx'
import { Section } from '../ui/section.tsx'
import { Export } from './export.tsx'
import { OneImport } from './one-import.tsx'
import { importsQuery } from './queries.ts'
import { SendFile } from './send-file.tsx'
import table from '../ui/table.module.css'

/** Files of posts in, everything out. One import at a time is open; it goes on by itself when the page is left. */
export function ImportExportPage() {
  const { t } = useTranslation()
  const { workspace, may, role } = useHere()
  const navigate = useNavigate()
  const { file } = useSearch({ strict: false }) as { file?: string }
  const to = paths.importExport({ workspace: workspace.id })
  if (!may('importPosts')) {
    return (
      <Page title={t('imports.title')} width="reading">
        <Text>{t('common.yourRoleMayNot', { role: t(`people.roles.${role}`) })}</Text>
      </Page>
    )
  }
  return (
    <Page title={t('imports.title')} lead={t('imports.lead')} width="reading">
      {file === undefined ? (
        <SendFile onSent={({ id }) => void navigate({ to, search: { file: id } })} />
      ) : (
        <OneImport key={file} id={file} onLeave={() => void navigate({ to, search: {} })} />
      )}
      <Earlier without={file} />
      {may('exportAll') ? <Export /> : null}
    </Page>
  )
}

function Earlier({ without }: { without: string | undefined }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const imports = useQuery(importsQuery(workspace.id))
  const shown = (imports.data ?? []).filter(({ id }) => id !== without)
  if (imports.error) return <ErrorNotice error={imports.error} />
  if (shown.length === 0) return null
  return (
    <Section title={t('imports.earlier')}>
      <ul className={table.list}>
        {shown.map(({ id, fileName, state, counts, by, createdAt }) => (
          <li key={id} className={table.row}>
            <div className={table.grow}>
              <AppLink to={paths.importExport({ workspace: workspace.id })} search={{ file: id }}>
                {fileName}
              </AppLink>
              <div className={table.quiet}>
                {formatInstant(createdAt, workspace.timeZone, i18n.language)} · {by}
              </div>
            </div>
            <div className={table.quiet}>
              {t(`imports.state.${state}`)} · {t('imports.madeOf', { made: counts.made, rows: counts.rows })}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
