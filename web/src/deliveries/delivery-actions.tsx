import { Button, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../api/types.ts'
import { useCovering } from '../halt/use-halts.ts'
import { WhyHalted } from '../halt/why-halted.tsx'
import { withTexts } from '../i18n/start.ts'
import { useCapabilities } from '../posts/use-capabilities.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Confirm } from '../ui/confirm.tsx'
import { act, type Act } from './act.ts'
import { rememberSending } from './undo-store.ts'
import classes from './delivery.module.css'

const DecideDialog = lazy(async () => ({ default: (await import('./decide-dialog.tsx')).DecideDialog }))
const MoveDialog = lazy(async () => ({
  default: (await withTexts('planning', () => import('./move-dialog.tsx'))).MoveDialog,
}))

const ReplyControlDialog = lazy(async () => ({
  default: (await withTexts('options', () => import('./reply-control-dialog.tsx'))).ReplyControlDialog,
}))
const StatementDialog = lazy(async () => ({
  default: (await import('../halt/statement-dialog.tsx')).StatementDialog,
}))

const words = {
  cancel: 'cancelled',
  reschedule: 'rescheduled',
  release: 'released',
  retry: 'retried',
  lookUp: 'lookedUp',
  decide: 'decided',
  replyControl: 'replyControl',
} as const

type Asking = 'move' | 'decide' | 'takeDown' | 'statement' | 'replyControl' | null

/** The buttons the server allows in this state, each with the sentence of what will happen. */
export function DeliveryActions({ delivery, campaignId }: { delivery: Delivery; campaignId: string | null }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const client = useQueryClient()
  const [asking, ask] = useState<Asking>(null)
  const has = useCapabilities()
  const { can, account } = delivery
  const run = useMutation({
    mutationFn: (what: Act) => act(workspace.id, delivery.id, what),
    onSuccess: (changed, what) => {
      ask(null)
      rememberSending(workspace.id, delivery.postId, [changed])
      toast(
        what.do === 'takeDown'
          ? t('deliveries.takeDown.done', { handle: account.handle })
          : t(`deliveries.done.${words[what.do]}`),
      )
    },
    // It may have moved on meanwhile: what is shown must be what is.
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  const close = () => {
    ask(null)
    run.reset()
  }
  const change = may('changeDelivery')
  // As it is, and as what a person sends now: a stop may cover the one and not the other.
  const own = useCovering([{ ...delivery, campaignId }])
  const now = useCovering([{ account, campaignId, origin: 'person' }])
  const stop = own ?? now
  const offered: readonly {
    id: keyof typeof words | 'takeDown' | 'statement'
    on: boolean
    onClick: () => void
    main?: boolean
    label?: string
    /** A stop keeps it in: the button says so. */
    waits?: boolean
  }[] = [
    {
      id: 'release',
      on: change && can.release,
      onClick: () => run.mutate({ do: 'release' }),
      main: true,
      waits: stop !== undefined,
    },
    {
      id: 'retry',
      on: change && can.retry,
      onClick: () => run.mutate({ do: 'retry' }),
      main: true,
      waits: now !== undefined,
    },
    {
      id: 'statement',
      on: can.sendDuringStop && stop?.can.exempt === true,
      onClick: () => ask('statement'),
    },
    { id: 'lookUp', on: change && can.lookUp, onClick: () => run.mutate({ do: 'lookUp' }), main: true },
    { id: 'decide', on: change && can.decide, onClick: () => ask('decide') },
    {
      id: 'reschedule',
      on: change && (can.reschedule || can.release || can.retry),
      onClick: () => ask('move'),
      // What is held does not go back into a stop that covers it: it would only be held again.
      waits: can.release && own !== undefined,
      ...(can.reschedule ? {} : { label: t('deliveries.do.releaseAt') }),
    },
    { id: 'cancel', on: change && can.cancel, onClick: () => run.mutate({ do: 'cancel' }) },
    {
      id: 'replyControl',
      on: may('takeDown') && can.changeReplyControl && has(account.network)?.changeReplyControl === true,
      onClick: () => ask('replyControl'),
    },
    { id: 'takeDown', on: may('takeDown') && can.takeDown, onClick: () => ask('takeDown') },
  ]
  const shown = offered.filter(({ on }) => on)
  if (shown.length === 0) return asking === null && run.error !== null ? <ErrorNotice error={run.error} /> : null
  const move = (at: string) => run.mutate({ do: can.reschedule ? 'reschedule' : can.release ? 'release' : 'retry', at })
  return (
    <>
      {asking === null ? <ErrorNotice error={run.error} /> : null}
      <ul className={classes.actions}>
        {shown.map(({ id, onClick, main, label, waits = false }) => (
          <li key={id}>
            <Button
              variant={main === true ? 'filled' : 'default'}
              onClick={onClick}
              loading={run.isPending && run.variables.do === id}
              disabled={waits || (run.isPending && run.variables.do !== id)}
              aria-describedby={`${delivery.id}-${id}`}
            >
              {label ?? (id === 'statement' ? t('halt.statement.button') : t(`deliveries.do.${id}`))}
            </Button>
            <Text size="sm" c="dimmed" id={`${delivery.id}-${id}`}>
              {waits && stop !== undefined ? (
                <WhyHalted halt={stop} where="delivery" />
              ) : id === 'statement' ? (
                t('halt.statement.help')
              ) : (
                t(`deliveries.help.${id}`)
              )}
            </Text>
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        {asking === 'move' ? (
          <MoveDialog
            delivery={delivery}
            loading={run.isPending}
            submitError={<ErrorNotice error={run.error} />}
            onMove={move}
            onClose={close}
          />
        ) : null}
        {asking === 'decide' ? (
          <DecideDialog
            handle={account.handle}
            loading={run.isPending}
            submitError={<ErrorNotice error={run.error} />}
            onDecide={(decision) => run.mutate({ do: 'decide', ...decision })}
            onClose={close}
          />
        ) : null}
        {asking === 'replyControl' ? (
          <ReplyControlDialog
            delivery={delivery}
            loading={run.isPending}
            submitError={<ErrorNotice error={run.error} />}
            onChange={(rules) => run.mutate({ do: 'replyControl', rules })}
            onClose={close}
          />
        ) : null}
        {asking === 'statement' ? (
          <StatementDialog
            handle={account.handle}
            deliver={async () => delivery.id}
            onSent={() => ask(null)}
            onClose={close}
          />
        ) : null}
      </Suspense>
      <Confirm
        opened={asking === 'takeDown'}
        title={t('deliveries.takeDown.title', { handle: account.handle })}
        confirmLabel={t('deliveries.takeDown.confirm')}
        cancelLabel={t('common.cancel')}
        destroys
        loading={run.isPending}
        submitError={<ErrorNotice error={run.error} />}
        onConfirm={() => run.mutate({ do: 'takeDown' })}
        onClose={close}
      >
        {t('deliveries.takeDown.body')}
      </Confirm>
    </>
  )
}
