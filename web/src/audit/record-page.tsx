import { Button, Text } from '@mantine/core'
import { useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { auditQuery } from '../api/queries.ts'
import type { AuditEntry } from '../api/types.ts'
import type { audit } from '../i18n/en/audit.ts'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatExact, zoneCity } from '../time/format.ts'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import classes from './record.module.css'

/** Who did what, and when; append-only. */
export function RecordPage() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { workspace: workspaceId } = useParams({ strict: false }) as { workspace: string }
  const list = useSuspenseInfiniteQuery(auditQuery(workspaceId))
  const entries = list.data.pages.flatMap(({ items }) => items)
  return (
    <Page
      title={t('audit.title')}
      lead={`${t('audit.lead')} ${t('common.zoneIs', { zone: zoneCity(workspace.timeZone) })}`}
    >
      {entries.length === 0 ? (
        <Empty title={t('audit.empty')}>{t('audit.emptyBody')}</Empty>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('audit.when')}</th>
              <th scope="col">{t('audit.who')}</th>
              <th scope="col">{t('audit.what')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <EntryRow key={entry.seq} entry={entry} />
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage ? (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('common.more')}
        </Button>
      ) : null}
    </Page>
  )
}

type Subject = keyof typeof audit.subject
type Verb = keyof typeof audit.verb

/** `delivery.published` in words; what this version does not know is shown as it is written. */
export function actionWords(action: string, kind: string, t: TFunction): string {
  const [first = kind, ...rest] = action.split('.')
  const verb = rest.join('.')
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1)
  const subject = t(`audit.subject.${first as Subject}`, { defaultValue: first })
  const done = t(`audit.verb.${verb as Verb}`, { defaultValue: verb.replaceAll('_', ' ') })
  return capital(t('audit.line', { subject, verb: done }))
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const who =
    entry.by.kind === 'token'
      ? t('deliveries.byToken', { name: entry.by.name })
      : entry.by.kind === 'system'
        ? t('deliveries.byGate')
        : entry.by.name
  const facts = Object.entries(entry.detail).filter(([, value]) => value !== null && value !== '')
  return (
    <tr>
      <td className="tabular">
        <time dateTime={entry.at}>{formatExact(entry.at, workspace.timeZone, i18n.language)}</time>
      </td>
      <td>{who}</td>
      <td>
        {actionWords(entry.action, entry.subject.kind, t)}
        {entry.postId !== null && entry.action !== 'post.deleted' ? (
          <>
            {' · '}
            <AppLink to={paths.post({ workspace: workspace.id, post: entry.postId })}>{t('audit.seePost')}</AppLink>
          </>
        ) : null}
        {facts.length === 0 ? null : (
          <details className={classes.raw}>
            <summary>{t('audit.raw')}</summary>
            <Text component="pre" size="xs" className={classes.pre}>
              {facts
                .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
                .join('\n')}
            </Text>
          </details>
        )}
      </td>
    </tr>
  )
}
