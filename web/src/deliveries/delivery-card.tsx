import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { pictureOf } from '../accounts/avatar-address.ts'
import { AfterActions } from '../after/actions.tsx'
import type { Delivery } from '../api/types.ts'
import { HeldByStop } from '../halt/held-by-stop.tsx'
import { useCovering } from '../halt/use-halts.ts'
import { Results } from '../results/results.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant, zoneCity } from '../time/format.ts'
import { Picture } from '../ui/avatar.tsx'
import { DeliveryActions } from './delivery-actions.tsx'
import { DeliveryHistory } from './delivery-history.tsx'
import { reasonSentence } from './reason-sentence.ts'
import { DeliveryStateMark } from './state-mark.tsx'
import classes from './delivery.module.css'

const waiting = ['held', 'failed', 'unconfirmed']

interface DeliveryCardProps {
  delivery: Delivery
  campaignId: string | null
  /** Its words, where they are not the post's. */
  said?: string | undefined
}

/** One account's delivery: where it stands in words, why, what is public, and what can be done. */
export function DeliveryCard({ delivery, campaignId, said }: DeliveryCardProps) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const { account, state, kind } = delivery
  const time = (iso: string) =>
    t('common.inZone', {
      time: formatInstant(iso, workspace.timeZone, i18n.language),
      zone: zoneCity(workspace.timeZone),
    })
  const retry = state === 'scheduled' && delivery.reason !== null && delivery.nextTryAt !== null
  const when =
    delivery.sentAt !== null
      ? t('deliveries.sentAt', { time: time(delivery.sentAt) })
      : state === 'scheduled' && !retry
        ? t('deliveries.willGo', { time: time(delivery.dueAt) })
        : t('deliveries.wasDue', { time: time(delivery.dueAt) })
  const network = t(`accounts.network.${account.network}`)
  const halted = state === 'held' && delivery.reason === 'halted'
  const covering = useCovering([{ ...delivery, campaignId }])
  return (
    <section className={classes.card} data-waiting={waiting.includes(state) || retry} aria-label={`@${account.handle}`}>
      <header className={classes.head}>
        <Picture src={pictureOf(workspace.id, account)} name={account.displayName || account.handle} size={36} />
        <div className={classes.who}>
          <strong>{account.displayName || account.handle}</strong>
          <span>{`@${account.handle} · ${network}`}</span>
        </div>
        {kind === 'repost' || kind === 'edit' ? <span>{t(`after.kind.${kind}`)}</span> : null}
        <DeliveryStateMark state={state} />
      </header>
      {said === undefined ? null : (
        <p className={classes.said} data-kind="said">
          {said}
        </p>
      )}
      <p className={classes.about}>
        {t(`deliveries.about.${state}`)}{' '}
        {delivery.reason === null || state === 'published' ? null : (
          <strong>{halted ? <HeldByStop halt={covering} /> : reasonSentence(delivery.reason, t)}</strong>
        )}
      </p>
      {delivery.detail === null || state === 'published' ? null : (
        <p className={classes.detail}>
          {halted
            ? t('halt.why.reason', { reason: delivery.detail })
            : t('deliveries.detail', { detail: delivery.detail })}
        </p>
      )}
      <p className={classes.when}>
        <time dateTime={delivery.sentAt ?? delivery.dueAt}>{when}</time>
        {retry ? ` · ${t('deliveries.nextTry', { time: time(delivery.nextTryAt ?? delivery.dueAt) })}` : ''}
        {delivery.attempts > 0 ? ` · ${t('deliveries.attempts', { count: delivery.attempts })}` : ''}
      </p>
      {delivery.url === null || state === 'retracted' ? null : (
        <Anchor href={delivery.url} target="_blank" rel="noreferrer" className={classes.link}>
          {t('deliveries.open', { network })}
          <IconExternalLink size={16} aria-hidden />
        </Anchor>
      )}
      {state === 'published' && delivery.subjectId === null ? <Results delivery={delivery} /> : null}
      <DeliveryActions delivery={delivery} campaignId={campaignId} />
      <AfterActions delivery={delivery} />
      {delivery.history === undefined ? null : <DeliveryHistory history={delivery.history} />}
    </section>
  )
}
