import {
  IconCircleCheck,
  IconHourglass,
  IconKey,
  IconLockExclamation,
  IconPlugConnectedX,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../api/types.ts'
import { StateMark } from '../ui/state-mark.tsx'

export const healthIcons: Record<Account['health'], Icon> = {
  ok: IconCircleCheck,
  needs_sign_in: IconKey,
  rate_limited: IconHourglass,
  restricted: IconLockExclamation,
  unreachable: IconPlugConnectedX,
}

export function HealthMark({ health }: { health: Account['health'] }) {
  const { t } = useTranslation()
  return (
    <StateMark tone={health === 'ok' ? 'done' : 'hold'} icon={healthIcons[health]}>
      {t(`accounts.health.${health}`)}
    </StateMark>
  )
}
