import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { describe } from '@vigie/query'
import type { Diagnostic, Language } from '@vigie/query'
import { useTranslation } from 'react-i18next'
import classes from './listening.module.css'

interface ProblemsProps {
  problems: readonly Diagnostic[]
  language: Language
  /** Takes the reader to the place in the query. */
  onShow: (span: Diagnostic['span']) => void
}

/** Each problem with what was expected, what to write instead, and a way to its place. */
export function Problems({ problems, language, onShow }: ProblemsProps) {
  const { t } = useTranslation()
  if (problems.length === 0) return null
  return (
    <ul className={classes.problems} aria-label={t('listening.problems')}>
      {problems.map((problem, index) => {
        const { message, expected, suggestion } = describe(problem, language)
        const Icon = problem.severity === 'error' ? IconAlertTriangle : IconInfoCircle
        return (
          <li key={index} data-severity={problem.severity}>
            <Icon size={18} stroke={1.8} aria-hidden />
            <div>
              <strong>
                <span className={classes.severity}>{t(`listening.severity.${problem.severity}`)}</span> {message}
              </strong>{' '}
              {t('listening.expected', { expected })} {suggestion}{' '}
              <button type="button" className={classes.link} onClick={() => onShow(problem.span)}>
                {t('listening.show')}
              </button>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
