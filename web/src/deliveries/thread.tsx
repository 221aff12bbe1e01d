import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../api/types.ts'
import { DeliveryCard } from './delivery-card.tsx'
import { reasonSentence } from './reason-sentence.ts'
import { DeliveryStateMark } from './state-mark.tsx'
import classes from './thread.module.css'

interface ThreadProps {
  /** Of one account, in the thread's order. */
  deliveries: readonly Delivery[]
  campaignId: string | null
  /** What the post says first: of an account that says the same, it is not shown again. */
  common: string | undefined
}

/** What one account is sent of a post: the first as a card, what follows it in a list; what needs a person, as a card too. */
export function Thread({ deliveries, campaignId, common }: ThreadProps) {
  const { t } = useTranslation()
  const [first, ...rest] = deliveries
  if (first === undefined) return null
  const card = (
    <DeliveryCard delivery={first} campaignId={campaignId} said={first.text === common ? undefined : first.text} />
  )
  if (rest.length === 0) return card
  // the first that stands in the way of the others is where something is to be decided
  const stuck = rest.find(
    ({ state, reason }) => ['held', 'failed', 'unconfirmed'].includes(state) && reason !== 'thread_broken',
  )
  return (
    <div className={classes.thread}>
      {card}
      <section className={classes.rest} aria-label={t('deliveries.thread.rest', { handle: first.account.handle })}>
        <h3 className={classes.title}>{t('deliveries.thread.title', { count: rest.length })}</h3>
        <ol className={classes.list}>
          {rest.map((delivery) => (
            <li key={delivery.id}>
              <div className={classes.line}>
                <DeliveryStateMark state={delivery.state} />
                {delivery.kind === 'first_comment' ? <strong>{t('deliveries.thread.firstComment')}</strong> : null}
                {delivery.url === null || delivery.state === 'retracted' ? null : (
                  <Anchor href={delivery.url} target="_blank" rel="noreferrer" className={classes.link}>
                    {t('deliveries.open', { network: t(`accounts.network.${delivery.account.network}`) })}
                    <IconExternalLink size={16} aria-hidden />
                  </Anchor>
                )}
              </div>
              <p className={classes.text} data-kind="said">
                {delivery.text}
              </p>
              {delivery.reason === 'thread_broken' ? (
                <p className={classes.reason}>{reasonSentence(delivery.reason, t)}</p>
              ) : null}
              {delivery === stuck ? <DeliveryCard delivery={delivery} campaignId={campaignId} /> : null}
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}
