import { Button } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { errorSentence } from '../api/error-sentence.ts'
import { ApiError } from '../api/problem.ts'
import type { HeldDelivery } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { AppLink } from '../shell/link.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Notice } from '../ui/notice.tsx'
import type { As, Outcome } from './decide.ts'
import { shortText } from './held-row.tsx'
import classes from './lift.module.css'

const known = ['HALT_ACTIVE', 'DELIVERY_STATE_CONFLICT', 'NOT_FOUND', 'SLOT_NONE'] as const

function whyRefused(code: string, t: TFunction): string {
  const ours = known.find((one) => one === code)
  if (ours !== undefined) return t(`lift.refused.${ours}`)
  return errorSentence(new ApiError({ status: 409, code, title: code }), t).sentence
}

interface OutcomeProps {
  as: As
  outcome: Outcome
  /** What was decided on, for the texts of those that were refused. */
  items: readonly HeldDelivery[]
  onClose: () => void
}

const shownTexts = 3

/** What came of a decision: how many are done, how many are not, and why. */
export function DecidedNotice({ as, outcome, items, onClose }: OutcomeProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { done, refused, drafts } = outcome
  const texts = new Map(items.map(({ id, text }) => [id, text]))
  const copies = drafts.filter(({ copyOf }) => copyOf !== null).length
  const reasons = Map.groupBy(refused, ({ code }) => code)
  return (
    <>
      <Notice
        tone={refused.length === 0 ? 'done' : 'hold'}
        live="polite"
        title={t(`lift.outcome.${as}`, { count: done })}
        actions={
          <>
            <Button size="xs" variant="default" onClick={onClose}>
              {t('common.close')}
            </Button>
            {as === 'draft' && done > 0 ? (
              <AppLink to={paths.posts({ workspace: workspace.id })} search={{ tab: 'draft' }} fz="sm" mt={4}>
                {t('lift.outcome.drafts')}
              </AppLink>
            ) : null}
          </>
        }
      >
        {copies === 0 ? null : t('lift.outcome.copies', { count: copies })}
        {refused.length === 0 ? null : (
          <>
            {t('lift.outcome.refused', { count: refused.length })}
            <ul className={classes.refusals}>
              {[...reasons].map(([code, some]) => (
                <li key={code}>
                  {`${some.length} × ${whyRefused(code, t)} `}
                  <em data-kind="said">
                    {some
                      .slice(0, shownTexts)
                      .flatMap(({ id }) => texts.get(id) ?? [])
                      .map(shortText)
                      .join(' · ')}
                  </em>
                </li>
              ))}
            </ul>
          </>
        )}
      </Notice>
      {outcome.broken === undefined ? null : (
        <>
          <Notice tone="hold" live="assertive">
            {t('lift.outcome.broken')}
          </Notice>
          <ErrorNotice error={outcome.broken} />
        </>
      )}
    </>
  )
}
