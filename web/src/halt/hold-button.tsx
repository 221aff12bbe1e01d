import type { ReactNode } from 'react'
import { useHold } from './use-hold.ts'
import classes from './hold.module.css'

interface HoldButtonProps {
  /** Large, in the dialogue; small, in the header. */
  size: 'header' | 'dialog' | 'menu'
  loading: boolean
  disabled?: boolean
  label?: string
  describedBy?: string
  title?: string
  /** What it says while it is held. */
  holding: string
  onHeld: () => void
  onEarly: () => void
  onNear?: () => void
  first?: boolean
  children: ReactNode
}

/** The red button. It does what it says only when it is held for a second; its fill shows how far that is. */
export function HoldButton(props: HoldButtonProps) {
  const { holding, handlers } = useHold({ onHeld: props.onHeld, onEarly: props.onEarly })
  const closed = props.disabled === true || props.loading
  return (
    <button
      type="button"
      className={classes.hold}
      data-size={props.size}
      data-holding={holding || undefined}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      aria-disabled={closed || undefined}
      title={props.title}
      data-autofocus={props.first === true || undefined}
      onPointerEnter={props.onNear}
      onFocus={props.onNear}
      {...(closed ? {} : handlers)}
    >
      <span className={classes.fill} aria-hidden />
      <span className={classes.words}>{props.children}</span>
      {holding ? (
        <span className={classes.now} aria-hidden>
          {props.holding}
        </span>
      ) : null}
    </button>
  )
}
