import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../api/server-clock.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatDay, formatSeconds } from '../time/format.ts'
import { covers, type Speech } from './covers.ts'
import { activeHaltsQuery } from './queries.ts'
import type { Halt } from './shapes.ts'

/** The stops in force over this workspace. None while that is not known yet: the gate knows in any case. */
export function useActiveHalts(): readonly Halt[] {
  const { workspace } = useHere()
  return useQuery(activeHaltsQuery(workspace.id)).data ?? []
}

/** The first stop that keeps any of this in. */
export function useCovering(speech: readonly Omit<Speech, 'workspaceId'>[]): Halt | undefined {
  const { workspace } = useHere()
  const halts = useActiveHalts()
  return halts.find((halt) => speech.some((one) => covers(halt, { ...one, workspaceId: workspace.id })))
}

/** An instant to the second, as a sentence names it: “at 22:04:17”, or with the day when that is another. */
export function useWhen(): (iso: string) => string {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  return (iso) => {
    const dayOf = (instant: string) => formatDay(instant, workspace.timeZone, i18n.language)
    const time = formatSeconds(iso, workspace.timeZone, i18n.language)
    const day = dayOf(iso)
    return day === dayOf(new Date(serverNow()).toISOString())
      ? t('halt.when.today', { time })
      : t('halt.when.day', { day, time })
  }
}
