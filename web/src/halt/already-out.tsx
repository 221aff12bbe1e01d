import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { paths } from '../shell/paths.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Confirm } from '../ui/confirm.tsx'
import { recall } from './acts.ts'
import { outQuery } from './queries.ts'
import type { Halt, OutDelivery } from './shapes.ts'
import { Step } from './step.tsx'
import { useWhen } from './use-halts.ts'
import classes from './halt.module.css'

/** Whether a press can still take it down. */
const open = ({ canRecall, recall: asked }: OutDelivery) => canRecall && (asked === null || asked.outcome === 'failed')

/** What became public in the hour before the stop, and the way to take it back. */
export function AlreadyOut({ halt }: { halt: Halt }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const { data } = useQuery(outQuery(workspace.id, halt.id))
  const [asking, ask] = useState<OutDelivery | 'all' | null>(null)
  const items = data?.items ?? []
  const total = data?.total ?? 0
  const run = useMutation({
    mutationFn: (which: OutDelivery | 'all') => recall(workspace.id, halt.id, which === 'all' ? which : [which.id]),
    onSuccess: ({ asked, refused }) => {
      ask(null)
      const left = refused.length === 0 ? '' : ` ${t('halt.out.refused', { count: refused.length })}`
      toast(`${t('halt.out.askedToast', { count: asked })}${left}`)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  // A statement went out on purpose: it is taken down by itself or not at all.
  const recallable = halt.can.recall ? items.filter((one) => open(one) && !one.statement) : []
  const close = () => {
    ask(null)
    run.reset()
  }
  return (
    <Step
      id="out"
      title={t('halt.out.title')}
      tone={recallable.length > 0 ? 'hold' : 'quiet'}
      aside={<span className={classes.count}>{data === undefined ? '' : total}</span>}
    >
      <p className={classes.body}>
        {data !== undefined && items.length === 0 ? t('halt.out.none') : t('halt.out.lead')}
      </p>
      {recallable.length > 1 ? (
        <Button variant="default" mt="sm" onClick={() => ask('all')}>
          {t('halt.out.recallAll', { count: recallable.length })}
        </Button>
      ) : null}
      {items.length === 0 ? null : (
        <ul className={classes.list} aria-live="polite">
          {items.map((delivery) => (
            <Out
              key={delivery.id}
              delivery={delivery}
              onRecall={halt.can.recall && open(delivery) ? () => ask(delivery) : undefined}
            />
          ))}
        </ul>
      )}
      {total > items.length ? (
        <p className={classes.body}>{t('halt.out.shown', { shown: items.length, total })}</p>
      ) : null}
      <Confirm
        opened={asking !== null}
        title={asking === 'all' ? t('halt.out.confirmTitle', { count: recallable.length }) : t('halt.out.oneTitle')}
        confirmLabel={t('halt.out.confirm')}
        cancelLabel={t('common.cancel')}
        destroys
        loading={run.isPending}
        submitError={<ErrorNotice error={run.error} />}
        onConfirm={() => asking !== null && run.mutate(asking)}
        onClose={close}
      >
        {asking === 'all' || asking === null ? null : <p className={classes.quote}>{asking.text}</p>}
        <p className={classes.body}>{t('halt.out.confirmBody')}</p>
      </Confirm>
    </Step>
  )
}

function Out({ delivery, onRecall }: { delivery: OutDelivery; onRecall: (() => void) | undefined }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const when = useWhen()
  const network = t(`accounts.network.${delivery.account.network}`)
  const { recall: asked } = delivery
  const said =
    asked === null
      ? delivery.canRecall
        ? null
        : t('halt.out.cannot')
      : asked.outcome === null
        ? [t('halt.out.asked'), asked.detail].filter(Boolean).join(' ')
        : asked.outcome === 'removed'
          ? t('halt.out.removed', { when: when(asked.doneAt ?? asked.askedAt) })
          : asked.detail === null
            ? t('halt.out.failedPlain')
            : t('halt.out.failed', { detail: asked.detail })
  return (
    <li className={classes.item}>
      <div className={classes.what}>
        <Link to={paths.post({ workspace: workspace.id, post: delivery.postId })} className={classes.text}>
          {delivery.text}
        </Link>
        <span className={classes.quiet}>
          {[
            `@${delivery.account.handle}`,
            ...(delivery.statement ? [t('halt.out.statement')] : []),
            ...(delivery.sentAt === null ? [] : [t('halt.out.sent', { when: when(delivery.sentAt) })]),
          ].join(' · ')}
        </span>
        {said === null ? null : (
          <span className={classes.waits} data-tone={asked?.outcome === 'removed' ? 'done' : 'hold'}>
            {said}
          </span>
        )}
      </div>
      <div className={classes.acts}>
        {delivery.url === null || asked?.outcome === 'removed' ? null : (
          <a href={delivery.url} target="_blank" rel="noreferrer" className={classes.open}>
            {t('halt.out.see', { network })}
            <IconExternalLink size={16} aria-hidden />
          </a>
        )}
        {onRecall === undefined ? null : (
          <Button size="xs" variant="default" onClick={onRecall}>
            {asked?.outcome === 'failed' ? t('halt.out.recallAgain') : t('halt.out.recall')}
          </Button>
        )}
      </div>
    </li>
  )
}
