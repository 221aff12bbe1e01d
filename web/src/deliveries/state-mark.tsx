import {
  IconArrowBackUp,
  IconArrowsSplit2,
  IconCircleCheck,
  IconClock,
  IconEyeOff,
  IconHandStop,
  IconHelpCircle,
  IconPencil,
  IconSend,
  IconX,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DeliveryState, PostState } from '../api/types.ts'
import { StateMark, type MarkTone } from '../ui/state-mark.tsx'

type Look = readonly [MarkTone, Icon]

// Refused is amber like held: it waits for a person. Red is not for states.
const looks: Record<DeliveryState | PostState, Look> = {
  draft: ['quiet', IconPencil],
  scheduled: ['accent', IconClock],
  sending: ['accent', IconSend],
  published: ['done', IconCircleCheck],
  mixed: ['hold', IconArrowsSplit2],
  held: ['hold', IconHandStop],
  failed: ['hold', IconX],
  unconfirmed: ['hold', IconHelpCircle],
  cancelled: ['quiet', IconArrowBackUp],
  retracted: ['quiet', IconEyeOff],
}

export function DeliveryStateMark({ state }: { state: DeliveryState }) {
  const { t } = useTranslation()
  const [tone, icon] = looks[state]
  return (
    <StateMark tone={tone} icon={icon}>
      {t(`deliveries.state.${state}`)}
    </StateMark>
  )
}

/** The sign of a state alone, where there is no room for its word: whoever shows it says the word elsewhere. */
export function DeliveryStateIcon({ state, size = 14 }: { state: DeliveryState; size?: number }) {
  const [tone, Shape] = looks[state]
  return <Shape size={size} stroke={2} aria-hidden data-tone={tone} />
}

export function PostStateMark({ state }: { state: PostState }) {
  const { t } = useTranslation()
  const [tone, icon] = looks[state]
  return (
    <StateMark tone={tone} icon={icon}>
      {t(`posts.state.${state}`)}
    </StateMark>
  )
}
