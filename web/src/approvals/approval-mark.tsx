import { IconUserCheck, IconUserExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Post } from '../api/types.ts'
import { StateMark } from '../ui/state-mark.tsx'

/** Where the approval of a post stands. */
export function ApprovalMark({ state }: { state: NonNullable<Post['approval']> }) {
  const { t } = useTranslation()
  const given = state === 'approved' || state === 'overridden'
  return (
    <StateMark tone={given ? 'done' : 'hold'} icon={given ? IconUserCheck : IconUserExclamation}>
      {t(`approvals.state.${state}`)}
    </StateMark>
  )
}
