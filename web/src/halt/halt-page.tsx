import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../api/queries.ts'
import { usePrefetched } from '../api/query-client.ts'
import { campaignsInUseQuery } from '../campaigns/queries.ts'
import { HaltPlaybook } from '../playbooks/halt-playbook.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatDay, formatMillis, zoneName } from '../time/format.ts'
import { Page } from '../ui/page.tsx'
import { AlreadyOut } from './already-out.tsx'
import { NextBox } from './next-box.tsx'
import { NotOurs } from './not-ours.tsx'
import { haltQuery } from './queries.ts'
import { Reason } from './reason-form.tsx'
import { exceptionWords, scopeWords } from './scope-words.ts'
import type { Halt } from './shapes.ts'
import { Statements } from './statements.tsx'
import { Millis, Step } from './step.tsx'
import { useWhen } from './use-halts.ts'
import { Wire } from './wire.tsx'
import classes from './halt.module.css'

const LiftDialog = lazy(async () => ({ default: (await import('../lift/lift-dialog.tsx')).LiftDialog }))

/** A stop from its seal to its report, in the order in which a person needs it. */
export function HaltPage() {
  const { t, i18n } = useTranslation()
  const params = useParams({ strict: false }) as { workspace: string; halt: string }
  const { workspace } = useHere()
  const halt = usePrefetched(haltQuery(params.workspace, params.halt))
  const [lifting, lift] = useDisclosure(false)
  const zone = workspace.timeZone
  return (
    <Page
      title={halt.liftedAt === null ? t('halt.page.title') : t('halt.page.titleLifted')}
      lead={`${t('halt.page.lead', { name: halt.by.name, scope: scopeWords(halt, t) })} ${
        halt.liftedAt === null ? t(`halt.page.level.${halt.level}`) : ''
      }`}
    >
      <div className={classes.layout}>
        <div className={classes.steps}>
          <Step
            id="sealed"
            title={t('halt.sealed.title')}
            tone="done"
            aside={<Millis iso={halt.sealedAt}>{formatMillis(halt.sealedAt, zone, i18n.language)}</Millis>}
          >
            <p className={classes.body}>
              {t('halt.sealed.body')}{' '}
              <span className={classes.quiet}>
                {`${formatDay(halt.sealedAt, zone, i18n.language)}. `}
                {t('common.zoneIs', { zone: zoneName(zone, i18n.language, new Date(halt.sealedAt)) })}
              </span>
            </p>
          </Step>
          <Wire halt={halt} />
          <Silent halt={halt} />
          <Held halt={halt} />
          <AlreadyOut halt={halt} />
          <NotOurs halt={halt} />
          <HaltPlaybook workspaceId={workspace.id} haltId={halt.id} offering={halt.liftedAt === null} />
          <Reason halt={halt} />
          <Statements halt={halt} />
          <Exceptions halt={halt} />
          <Lift halt={halt} onLift={lift.open} />
          <Report halt={halt} />
        </div>
        <NextBox halt={halt} onLift={lift.open} />
      </div>
      <Suspense fallback={null}>{lifting ? <LiftDialog halt={halt} onClose={lift.close} leadsOn /> : null}</Suspense>
    </Page>
  )
}

function Silent({ halt }: { halt: Halt }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const { silentAt } = halt
  if (silentAt === null) {
    return (
      <Step id="silent" title={t('halt.silent.title')} tone="hold" aside={<span>{t('halt.silent.not')}</span>}>
        <p className={classes.body} aria-live="polite">
          {halt.liftedAt === null
            ? t('halt.silent.notBody', { count: halt.unresolved })
            : t('halt.silent.liftedBefore')}
        </p>
      </Step>
    )
  }
  const ms = Date.parse(silentAt) - Date.parse(halt.sealedAt)
  const after =
    ms < 10_000
      ? t('halt.silent.after', { ms })
      : t('halt.silent.afterSeconds', { seconds: new Intl.NumberFormat(i18n.language).format(Math.round(ms / 1000)) })
  return (
    <Step
      id="silent"
      title={t('halt.silent.title')}
      tone="done"
      aside={<Millis iso={silentAt}>{formatMillis(silentAt, workspace.timeZone, i18n.language)}</Millis>}
    >
      <p className={classes.body} aria-live="polite">
        {t('halt.silent.yes')} <span className={classes.quiet}>{after}</span>
      </p>
    </Step>
  )
}

function Held({ halt }: { halt: Halt }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  return (
    <Step
      id="held"
      title={t('halt.held.title')}
      tone={halt.held > 0 ? 'hold' : 'quiet'}
      aside={<span className={classes.count}>{halt.held}</span>}
    >
      <p className={classes.body} aria-live="polite">
        {halt.held === 0 ? t('halt.held.none') : t('halt.held.some', { count: halt.held })}{' '}
        <AppLink to={paths.haltLift({ workspace: workspace.id, halt: halt.id })}>{t('halt.held.open')}</AppLink>
      </p>
    </Step>
  )
}

function Exceptions({ halt }: { halt: Halt }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const when = useWhen()
  const some = halt.exceptions.length > 0
  const { data: accounts = [] } = useQuery({ ...accountsQuery(workspace.id), enabled: some })
  const { data: campaigns = [] } = useQuery({ ...campaignsInUseQuery(workspace.id), enabled: some })
  if (!some) return null
  return (
    <Step id="exceptions" title={t('halt.exceptions.title')}>
      <ul className={classes.plain}>
        {halt.exceptions.map((exception) => (
          <li key={exception.id}>
            {t('halt.exceptions.item', {
              scope: exceptionWords(exception, { accounts, campaigns, workspace: workspace.name }, t),
              when: when(exception.at),
            })}
            {exception.reason === null ? null : <q>{exception.reason}</q>}
          </li>
        ))}
      </ul>
    </Step>
  )
}

function Lift({ halt, onLift }: { halt: Halt; onLift: () => void }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const when = useWhen()
  if (halt.liftedAt !== null) {
    return (
      <Step id="lift" title={t('halt.lift.title')} tone="done">
        <p className={classes.body}>
          {t('halt.lift.liftedBy', { when: when(halt.liftedAt), name: halt.liftedBy ?? '' })}
        </p>
      </Step>
    )
  }
  const notYou = halt.scope.workspaceId === null ? t('halt.lift.notYouInstallation') : t('halt.lift.notYou')
  return (
    <Step id="lift" title={t('halt.lift.title')}>
      <p className={classes.body}>{halt.can.lift ? t('halt.lift.body') : notYou}</p>
      {halt.can.lift ? (
        <div className={classes.row}>
          <Button onClick={onLift}>{t('halt.lift.button')}</Button>
          <LinkButton variant="default" to={paths.haltLift({ workspace: workspace.id, halt: halt.id })}>
            {t('halt.lift.parts')}
          </LinkButton>
        </div>
      ) : null}
    </Step>
  )
}

function Report({ halt }: { halt: Halt }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const pdf = (language: string) => `/api/workspaces/${workspace.id}/halts/${halt.id}/report.pdf?language=${language}`
  return (
    <Step id="report" title={t('halt.report.title')}>
      <p className={classes.body}>{t('halt.report.body')}</p>
      <div className={classes.row}>
        <a href={pdf('fr')} className={classes.open} download>
          {t('halt.report.french')}
        </a>
        <a href={pdf('en')} className={classes.open} download>
          {t('halt.report.english')}
        </a>
      </div>
    </Step>
  )
}
