import { useTranslation } from 'react-i18next'
import { useBoard } from './board.ts'
import { wallOf } from './hours.ts'
import classes from './calendar.module.css'

export interface Ghost {
  readonly accountId: string
  readonly at: string
}

/** Free times of queues, quiet: what the next post of the queue would take. One line, however many accounts. */
export function Ghosts({ slots }: { slots: readonly Ghost[] }) {
  const { t } = useTranslation()
  const { zone, accounts } = useBoard()
  const [first] = slots
  if (first === undefined) return null
  const { time } = wallOf(first.at, zone)
  const words =
    slots.length === 1
      ? t('calendar.free', { time, handle: accounts.get(first.accountId)?.handle ?? '' })
      : t('calendar.freeMany', { count: slots.length })
  return (
    <span className={classes.ghost} title={words}>
      {words}
    </span>
  )
}
