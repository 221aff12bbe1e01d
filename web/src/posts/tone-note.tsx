import { useQuery } from '@tanstack/react-query'
import type { Network } from '@vigie/server/contract'
import { useTranslation } from 'react-i18next'
import { toneNotesQuery } from '../api/queries.ts'
import { useHere } from '../shell/workspace-context.ts'
import classes from './voices.module.css'

/** How the workspace speaks on a network, in its own words. */
export function ToneNote({ network }: { network: Network }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { data = [] } = useQuery(toneNotesQuery(workspace.id))
  const note = data.find((one) => one.network === network)?.note
  if (note === undefined) return null
  return (
    <p className={classes.tone}>
      <strong>{t('composer.voices.tone', { network: t(`accounts.network.${network}`) })}</strong> {note}
    </p>
  )
}
