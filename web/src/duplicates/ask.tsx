import { lazy, Suspense } from 'react'
import { hasCode } from '../api/problem.ts'
import { withTexts } from '../i18n/start.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { readDuplicates } from './duplicates.ts'

// Rarely needed, and a dialogue weighs more than most pages.
const Dialog = lazy(async () => ({
  default: (await withTexts('planning', () => import('./dialog.tsx'))).DuplicateDialog,
}))

interface AskProps {
  /** Of the try to send. */
  error: unknown
  onAnyway: () => void
  onBack: () => void
}

/** Why a post was not sent; where it says nearly what was said before, the question whether it should go all the same. */
export function AskDuplicate({ error, onAnyway, onBack }: AskProps) {
  const duplicates = hasCode(error, 'POST_DUPLICATE') ? readDuplicates(error.problem) : []
  if (duplicates.length === 0) return <ErrorNotice error={error} />
  return (
    <Suspense fallback={null}>
      <Dialog duplicates={duplicates} onAnyway={onAnyway} onBack={onBack} />
    </Suspense>
  )
}
