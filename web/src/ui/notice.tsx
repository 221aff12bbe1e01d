import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './notice.module.css'

const icons = { info: IconInfoCircle, hold: IconAlertTriangle, done: IconCircleCheck } as const
export type NoticeTone = keyof typeof icons

interface NoticeProps {
  tone?: NoticeTone
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** How a screen reader hears of it: `assertive` for the answer to what the person just did. */
  live?: 'assertive' | 'polite'
}

/** A sentence that must be seen. Amber with an icon and words for what went wrong: red belongs to the stop. */
export function Notice({ tone = 'info', title, children, actions, live }: NoticeProps) {
  const Icon = icons[tone]
  return (
    <div className={classes.notice} data-tone={tone} role={live === 'assertive' ? 'alert' : undefined} aria-live={live}>
      <Icon size={20} stroke={1.8} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        {title === undefined ? null : <strong>{title}</strong>}
        {children === undefined ? null : <div>{children}</div>}
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </div>
    </div>
  )
}
