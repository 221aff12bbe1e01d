import { Button, Kbd } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconInfoCircle } from '@tabler/icons-react'
import { lazy, Suspense, useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../api/types.ts'
import { withTexts } from '../i18n/start.ts'
import { modKey } from '../shell/keys.ts'
import { useHere } from '../shell/workspace-context.ts'
import { plannedSend, type Planned } from './planned.ts'
import { reasonSentence } from './reason-sentence.ts'
import type { Reason } from './reasons.ts'
import type { Send } from './save-post.ts'
import classes from './compose.module.css'

// The calendar weighs as much as the rest of the composer; most posts go out now.
const ScheduleFields = lazy(async () => ({
  default: (await withTexts('planning', () => import('./schedule-fields.tsx'))).ScheduleFields,
}))

const WhyHalted = lazy(async () => ({ default: (await import('../halt/why-halted.tsx')).WhyHalted }))

interface ComposerActionsProps {
  reasons: readonly Reason[]
  /** The post is scheduled already: its text changes, its time does not. */
  planned: boolean
  loading: Send['kind'] | null
  scheduling: boolean
  onScheduling: () => void
  /** Null until the calendar is there. */
  when: Planned | null
  onWhen: (when: Planned) => void
  /** Those it goes to. */
  accounts: readonly Account[]
  canSave: boolean
  onSend: (send: Send) => void
  onSave: () => void
  /** The way through an emergency stop, for who may. */
  statement: ReactNode
}

const gentle: readonly Reason['kind'][] = ['no_account', 'empty', 'role']

/** The ways out of the composer, and the reason when one is closed. */
export function ComposerActions(props: ComposerActionsProps) {
  const { t } = useTranslation()
  const { workspace, role } = useHere()
  const why = useId()
  const [reason] = props.reasons
  const disabled = reason !== undefined
  const described = disabled ? { 'aria-describedby': why } : {}
  const planned = plannedSend(props.when)
  const sentence =
    reason === undefined ? null : reason.kind === 'halted' ? (
      <span>
        <Suspense fallback={null}>
          <WhyHalted halt={reason.halt} where="composer" />
        </Suspense>
      </span>
    ) : (
      reasonSentence(reason, role, t)
    )
  const undo =
    workspace.undoSeconds === 0
      ? t('composer.sendNowNoUndo')
      : t('composer.sendNowUndo', { count: workspace.undoSeconds })
  return (
    <div className={classes.actions}>
      {props.scheduling && !props.planned ? (
        <Suspense fallback={t('common.loading')}>
          <ScheduleFields zone={workspace.timeZone} accounts={props.accounts} onWhen={props.onWhen} />
        </Suspense>
      ) : null}
      <div className={classes.buttons}>
        {props.planned ? (
          <Button
            size="md"
            disabled={disabled || !props.canSave}
            loading={props.loading === 'draft'}
            onClick={props.onSave}
            {...described}
          >
            {t('composer.saveChanges')}
          </Button>
        ) : (
          <>
            {props.scheduling ? (
              <Button
                size="md"
                leftSection={<IconClock size={18} aria-hidden />}
                disabled={disabled || planned === undefined}
                loading={props.loading === 'at' || props.loading === 'slot'}
                onClick={() => planned !== undefined && props.onSend(planned)}
                {...described}
              >
                {planned?.kind === 'slot' ? t('slots.submit') : t('composer.scheduleSubmit')}
              </Button>
            ) : (
              <Button
                size="md"
                disabled={disabled}
                loading={props.loading === 'now'}
                onClick={() => props.onSend({ kind: 'now' })}
                rightSection={disabled ? null : <Kbd size="xs" aria-hidden>{`${modKey} ⏎`}</Kbd>}
                {...described}
              >
                {t('composer.sendNow')}
              </Button>
            )}
            <Button size="md" variant="default" onClick={props.onScheduling} aria-expanded={props.scheduling}>
              {props.scheduling ? t('common.cancel') : t('composer.schedule')}
            </Button>
            <Button
              size="md"
              variant="default"
              disabled={!props.canSave}
              loading={props.loading === 'draft'}
              onClick={props.onSave}
            >
              {t('composer.saveDraft')}
            </Button>
          </>
        )}
      </div>
      {sentence !== null ? (
        <p
          id={why}
          className={classes.reason}
          aria-live="polite"
          data-tone={reason !== undefined && gentle.includes(reason.kind) ? 'quiet' : 'hold'}
        >
          {reason !== undefined && gentle.includes(reason.kind) ? (
            <IconInfoCircle size={18} aria-hidden />
          ) : (
            <IconAlertTriangle size={18} aria-hidden />
          )}
          {sentence}
        </p>
      ) : props.planned || props.scheduling ? null : (
        <p className={classes.reason}>{undo}</p>
      )}
      {props.statement}
    </div>
  )
}
