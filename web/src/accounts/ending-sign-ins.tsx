import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { withTexts } from '../i18n/start.ts'
import { endingSignInsQuery } from '../needs/queries.ts'
import { useHere } from '../shell/workspace-context.ts'

const EndingNotices = lazy(async () => ({
  default: (await withTexts('connecting', () => import('./ending-notices.tsx'))).EndingNotices,
}))

/** The accounts that must be signed in again, now or soon; nothing where there are none. */
export function EndingSignIns() {
  const { workspace } = useHere()
  const { data: items = [] } = useQuery(endingSignInsQuery(workspace.id))
  if (items.length === 0) return null
  return (
    <Suspense fallback={null}>
      <EndingNotices items={items} />
    </Suspense>
  )
}
