import type { ExplainedPart } from '@vigie/query'
import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/notice.tsx'
import type { Outcome, Trial } from './trial.ts'
import classes from './listening.module.css'

/** Whether the query finds the text, and which part of it was found where, is missing, or keeps it out. */
export function Result({ outcome: { explanation }, trial }: { outcome: Outcome; trial: Trial }) {
  const { t } = useTranslation()
  if (explanation === undefined) return <Notice live="polite">{t('listening.waiting')}</Notice>
  if (trial.text.trim() + trial.title.trim() === '') return <Notice live="polite">{t('listening.noText')}</Notice>
  const { matched, found, missing, excludedBy } = explanation
  return (
    <div className={classes.stack}>
      <Notice
        tone={matched ? 'done' : 'info'}
        title={t(matched ? 'listening.found' : 'listening.notFound')}
        live="polite"
      />
      <Parts title={t('listening.matched')} parts={found} trial={trial} kind="match" />
      {missing.length === 0 ? null : (
        <div className={classes.parts}>
          <h3>{t('listening.missing')}</h3>
          <ul>
            {missing.map(({ query }, index) => (
              <li key={index}>
                <code>{query}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      <Parts title={t('listening.excludedBy')} parts={excludedBy} trial={trial} kind="excluded" />
    </div>
  )
}

interface PartsProps {
  title: string
  parts: readonly ExplainedPart[]
  trial: Trial
  kind: 'match' | 'excluded'
}

function Parts({ title, parts, trial, kind }: PartsProps) {
  const { t } = useTranslation()
  if (parts.length === 0) return null
  return (
    <div className={classes.parts}>
      <h3>{title}</h3>
      <ul>
        {parts.map(({ query, places }, index) => (
          <li key={index}>
            <code>{query}</code>{' '}
            {places.length === 0 ? <span className={classes.quiet}>{t('listening.condition')}</span> : null}
            {places.map(({ field, start, end }) => (
              <mark key={`${field} ${start}`} className={classes.mark} data-kind={kind}>
                {(field === 'title' ? trial.title : trial.text).slice(start, end)}
              </mark>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}
