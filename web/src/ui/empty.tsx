import type { ReactNode } from 'react'
import classes from './empty.module.css'

/** An empty page says what to do next. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <section className={classes.empty}>
      <h2>{title}</h2>
      {children === undefined ? null : <p>{children}</p>}
      {action}
    </section>
  )
}
