import type { ReactNode } from 'react'
import classes from './halt.module.css'

interface StepProps {
  id: string
  title: string
  /** At the right of the title: an instant, a count. */
  aside?: ReactNode
  tone?: 'quiet' | 'hold' | 'done'
  children?: ReactNode
}

/** One station of a stop, in the order in which things happen. */
export function Step({ id, title, aside, tone = 'quiet', children }: StepProps) {
  return (
    <section className={classes.step} data-tone={tone} id={id} aria-labelledby={`${id}-title`}>
      <div className={classes.head}>
        <h2 id={`${id}-title`}>{title}</h2>
        {aside === undefined ? null : <div className={classes.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  )
}

/** An instant to the millisecond: a stop is measured in them. */
export function Millis({ iso, children }: { iso: string; children: string }) {
  return (
    <time className={classes.instant} dateTime={iso}>
      {children}
    </time>
  )
}
