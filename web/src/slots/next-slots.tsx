import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { nextSlotQuery } from '../api/queries.ts'
import type { Account } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant, zoneCity } from '../time/format.ts'
import classes from './slots.module.css'

/** Where the queue of each account would put the post, as things stand. */
export function NextSlots({ zone, accounts }: { zone: string; accounts: readonly Account[] }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const next = useQueries({ queries: accounts.map(({ id }) => nextSlotQuery(workspace.id, id)) })
  return (
    <ul className={classes.next} aria-live="polite">
      {accounts.map(({ id, handle }, index) => {
        const slot = next[index]
        if (slot?.error) {
          return (
            <li key={id}>
              <ErrorNotice error={slot.error} />
            </li>
          )
        }
        const at = slot?.data?.at
        if (at === null) return <li key={id}>{t('slots.noneFree', { handle })}</li>
        const time = at === undefined ? '…' : formatInstant(at, zone, i18n.language)
        return <li key={id}>{t('slots.next', { handle, time, zone: zoneCity(zone) })}</li>
      })}
    </ul>
  )
}
