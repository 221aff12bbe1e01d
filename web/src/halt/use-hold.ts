import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react'

/** How long a press must last before it is meant. The stylesheet fills the button in the same time. */
const enough = 1000

interface Hold {
  /** Held for the whole time. */
  onHeld: () => void
  /** Let go before; also what a press by a screen reader comes to, which cannot last. */
  onEarly: () => void
}

/** A press that counts only when it lasts: by the pointer, or by Space or Enter. Letting go, or looking away, cancels it. */
export function useHold(hold: Hold) {
  const [holding, setHolding] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const heard = useRef(hold)
  // A click follows every press of a pointer: after a whole one it says nothing new.
  const done = useRef(false)
  useEffect(() => {
    heard.current = hold
  })
  const cancel = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    setHolding(false)
  }
  const start = () => {
    if (timer.current !== undefined) return
    done.current = false
    setHolding(true)
    timer.current = setTimeout(() => {
      cancel()
      done.current = true
      heard.current.onHeld()
    }, enough)
  }
  useEffect(() => {
    // The window that is left hears of no key that is let go.
    window.addEventListener('blur', cancel)
    return () => {
      window.removeEventListener('blur', cancel)
      clearTimeout(timer.current)
    }
  }, [])
  const key = ({ key: name }: KeyboardEvent) => name === ' ' || name === 'Enter'
  return {
    holding,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        start()
      },
      onPointerUp: cancel,
      onPointerCancel: cancel,
      onBlur: cancel,
      onClick: () => {
        if (!done.current) hold.onEarly()
        done.current = false
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (!key(event)) return
        event.preventDefault()
        if (!event.repeat) start()
      },
      onKeyUp: (event: KeyboardEvent) => {
        if (!key(event)) return
        event.preventDefault()
        if (timer.current === undefined) return
        cancel()
        hold.onEarly()
      },
      // A long press on a telephone would open a menu.
      onContextMenu: (event: MouseEvent) => event.preventDefault(),
    },
  }
}
