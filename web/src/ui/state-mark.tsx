import type { Icon } from '@tabler/icons-react'
import classes from './state-mark.module.css'

export type MarkTone = 'quiet' | 'accent' | 'hold' | 'done'

/** A state in words, with its colour and an icon beside them: never the colour alone. */
export function StateMark({ tone, icon: Shape, children }: { tone: MarkTone; icon: Icon; children: string }) {
  return (
    <span className={classes.mark} data-tone={tone}>
      <Shape size={15} stroke={2} aria-hidden />
      {children}
    </span>
  )
}
