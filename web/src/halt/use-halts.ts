import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { formatMoment } from '../time/format.ts'
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

/** An instant to the second, as a sentence names it. */
export function useMoment(): (iso: string) => string {
  const { i18n } = useTranslation()
  const { workspace } = useHere()
  return (iso) => formatMoment(iso, workspace.timeZone, i18n.language)
}
