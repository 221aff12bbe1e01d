import { IconHeart, IconMessageCircle, IconQuote, IconRepeat } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../api/types.ts'
import { numbers, total } from './numbers.ts'
import classes from './results.module.css'

const icons = { likes: IconHeart, reposts: IconRepeat, replies: IconMessageCircle, quotes: IconQuote } as const

/** What became of a post on all its networks, in a line of a list. */
export function ResultsLine({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { t, i18n } = useTranslation()
  const all = total(deliveries)
  if (all === undefined) return null
  return (
    <div className={classes.line}>
      {numbers.map((name) => {
        const Icon = icons[name]
        const count = all[name]
        return count === null ? null : (
          <span key={name} title={t(`results.${name}`, { count })}>
            <Icon size={14} stroke={1.8} role="img" aria-label={t(`results.${name}`, { count })} />
            {count.toLocaleString(i18n.language)}
          </span>
        )
      })}
    </div>
  )
}
