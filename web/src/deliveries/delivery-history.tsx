import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../api/types.ts'
import type { deliveryCard } from '../i18n/en/delivery-card.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatExact, formatInstant } from '../time/format.ts'
import { reasonSentence } from './reason-sentence.ts'
import classes from './delivery.module.css'

type KnownAction = keyof typeof deliveryCard.action

/** The record writes `delivery.held`; the history says "Held". */
function actionWord(action: string, t: TFunction): string {
  const word = action.replace(/^[a-z]+\./, '')
  return t(`deliveries.action.${word as KnownAction}`, { defaultValue: word.replaceAll('_', ' ') })
}

function doneBy(by: HistoryEntry['by'], t: TFunction): string {
  if (by.kind === 'person') return by.name
  return by.kind === 'token' ? t('deliveries.byToken', { name: by.name }) : t('deliveries.byGate')
}

export function DeliveryHistory({ history }: { history: readonly HistoryEntry[] }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const extra = ({ detail }: HistoryEntry) => {
    const reason = detail['reason']
    const dueAt = detail['dueAt']
    if (typeof reason === 'string') return reasonSentence(reason, t)
    return typeof dueAt === 'string'
      ? t('deliveries.dueAt', { time: formatInstant(dueAt, workspace.timeZone, i18n.language) })
      : ''
  }
  return (
    <details className={classes.history}>
      <summary>
        {t('deliveries.history')} <span className="tabular">{`(${history.length})`}</span>
      </summary>
      <ol>
        {history.map((entry) => (
          <li key={`${entry.at} ${entry.action}`}>
            <time dateTime={entry.at}>{formatExact(entry.at, workspace.timeZone, i18n.language)}</time>
            <div>
              <strong>{actionWord(entry.action, t)}</strong> <span>{t('posts.by', { name: doneBy(entry.by, t) })}</span>
              {extra(entry) === '' ? null : <div className={classes.extra}>{extra(entry)}</div>}
            </div>
          </li>
        ))}
      </ol>
    </details>
  )
}
