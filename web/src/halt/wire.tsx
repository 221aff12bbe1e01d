import { Code } from '@mantine/core'
import { IconCircleCheck, IconCircleMinus, IconHelpCircle, IconSend, IconX, type Icon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { haltPage as texts } from '../i18n/en/halt-page.ts'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatMillis } from '../time/format.ts'
import { StateMark, type MarkTone } from '../ui/state-mark.tsx'
import { wireQuery } from './queries.ts'
import type { Halt, WireAttempt } from './shapes.ts'
import { Step } from './step.tsx'
import { useWhen } from './use-halts.ts'
import classes from './halt.module.css'

type Outcome = keyof typeof texts.wire.outcome

const looks: Record<Outcome, readonly [MarkTone, Icon]> = {
  pending: ['accent', IconSend],
  published: ['done', IconCircleCheck],
  found: ['done', IconCircleCheck],
  rejected: ['quiet', IconX],
  later: ['quiet', IconCircleMinus],
  sign_in: ['quiet', IconCircleMinus],
  absent: ['quiet', IconCircleMinus],
  not_sent: ['quiet', IconCircleMinus],
  unknown: ['hold', IconHelpCircle],
}

function outcomeOf({ outcome }: WireAttempt): Outcome {
  if (outcome === null) return 'pending'
  return Object.hasOwn(looks, outcome) ? (outcome as Outcome) : 'not_sent'
}

/** What had left before the seal, and what came of it. */
export function Wire({ halt }: { halt: Halt }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { data = [] } = useQuery(wireQuery(workspace.id, halt.id))
  return (
    <Step
      id="wire"
      title={t('halt.wire.title')}
      tone={halt.unresolved > 0 ? 'hold' : 'quiet'}
      aside={<span className={classes.count}>{halt.onWire}</span>}
    >
      <p className={classes.body}>
        {halt.onWire === 0 ? t('halt.wire.none') : t('halt.wire.lead', { count: halt.onWire })}
      </p>
      {data.length === 0 ? null : (
        <ul className={classes.list} aria-live="polite">
          {data.map((attempt) => (
            <Attempt key={attempt.attemptId} attempt={attempt} />
          ))}
        </ul>
      )}
    </Step>
  )
}

function Attempt({ attempt }: { attempt: WireAttempt }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const outcome = outcomeOf(attempt)
  const [tone, icon] = looks[outcome]
  const time = (iso: string) => formatMillis(iso, workspace.timeZone, i18n.language)
  return (
    <li className={classes.item}>
      <div className={classes.what}>
        <Link to={paths.post({ workspace: workspace.id, post: attempt.postId })} className={classes.text}>
          {attempt.text}
        </Link>
        <span className={classes.quiet}>
          {[
            `@${attempt.account.handle}`,
            t('halt.wire.started', { time: time(attempt.startedAt) }),
            ...(attempt.settledAt === null ? [] : [t('halt.wire.settled', { time: time(attempt.settledAt) })]),
          ].join(' · ')}
        </span>
        {attempt.resolved ? null : <Waits attempt={attempt} />}
      </div>
      <StateMark tone={tone} icon={icon}>
        {t(`halt.wire.outcome.${outcome}`)}
      </StateMark>
    </li>
  )
}

/** What an unresolved attempt waits for, and what a person can do about it. */
function Waits({ attempt }: { attempt: WireAttempt }) {
  const { t } = useTranslation()
  const when = useWhen()
  const { worker, waitingFor } = attempt
  if (waitingFor === null) return null
  if (waitingFor !== 'worker') return <span className={classes.waits}>{t(`halt.wire.waits.${waitingFor}`)}</span>
  const named = { worker: worker.id.slice(-8), host: worker.host, pid: worker.pid, when: when(worker.seenAt) }
  return (
    <span className={classes.waits}>
      {t('halt.wire.waits.worker', named)} {t('halt.wire.waits.workerDo', named)}{' '}
      <Code>{`vigie worker-gone ${worker.id}`}</Code>
    </span>
  )
}
