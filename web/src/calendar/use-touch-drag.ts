import { useEffect, useRef, type RefObject } from 'react'
import type { Target } from './board.ts'
import classes from './calendar.module.css'

/** A finger that rests so long, in ms, takes hold; one that moves before scrolls the page. */
const longPress = 400
/** How far a resting finger trembles, in pixels. */
const trembles = 8

/** The day or the hour under a point, as `DropZone` marks it. */
function zoneAt(x: number, y: number): HTMLElement | undefined {
  const zone = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-date]')
  return zone ?? undefined
}

function targetOf({ dataset: { date, hour } }: HTMLElement): Target | undefined {
  if (date === undefined) return undefined
  return hour === undefined ? { date } : { date, hour: Number(hour) }
}

/** What follows the finger: a picture of what is dragged, which is never in the way of what lies under it. */
function ghostOf(element: HTMLElement): HTMLElement {
  const ghost = element.cloneNode(true) as HTMLElement
  ghost.classList.add(classes['ghost'] ?? '')
  ghost.dataset['ghost'] = ''
  ghost.setAttribute('aria-hidden', 'true')
  ghost.style.width = `${element.offsetWidth}px`
  return ghost
}

/** One drag by a finger, from where it took hold until it is lifted. */
function hold(element: HTMLElement) {
  const ghost = ghostOf(element)
  let zone: HTMLElement | undefined
  const over = (next: HTMLElement | undefined) => {
    zone?.removeAttribute('data-under')
    next?.setAttribute('data-under', '')
    zone = next
  }
  document.body.append(ghost)
  return {
    moveTo({ clientX: x, clientY: y }: Touch) {
      ghost.style.translate = `${x}px ${y}px`
      over(zoneAt(x, y))
    },
    end(): Target | undefined {
      const target = zone && targetOf(zone)
      over(undefined)
      ghost.remove()
      return target
    },
  }
}

/**
 * Dragging with a finger, which browsers’ own dragging leaves to the mouse: it begins when the finger rests, so that whoever scrolls
 * scrolls. A second finger, or the browser, gives it up.
 */
export function useTouchDrag(
  element: RefObject<HTMLElement | null>,
  enabled: boolean,
  drop: (target: Target) => void,
): void {
  const dropped = useRef(drop)
  useEffect(() => {
    dropped.current = drop
  })
  useEffect(() => {
    const own = element.current
    if (own === null || !enabled) return undefined
    const listening = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    let begun: Touch | undefined
    let held: ReturnType<typeof hold> | undefined
    const giveUp = () => {
      clearTimeout(timer)
      held?.end()
      held = undefined
      if (begun !== undefined) own.draggable = true
      begun = undefined
    }
    // not passive: while something is held, the page stays where it is
    const options = { passive: false, signal: listening.signal }
    own.addEventListener(
      'touchstart',
      ({ touches }) => {
        giveUp()
        const [touch] = touches
        if (touch === undefined || touches.length > 1) return
        begun = touch
        // some browsers begin a dragging of their own when a finger rests, and end ours
        own.draggable = false
        timer = setTimeout(() => {
          held = hold(own)
          held.moveTo(touch)
        }, longPress)
      },
      options,
    )
    own.addEventListener(
      'touchmove',
      (event) => {
        const [touch] = event.touches
        if (touch === undefined || begun === undefined) return
        if (held !== undefined) {
          event.preventDefault()
          held.moveTo(touch)
        } else if (Math.hypot(touch.clientX - begun.clientX, touch.clientY - begun.clientY) > trembles) giveUp()
      },
      options,
    )
    own.addEventListener(
      'touchend',
      (event) => {
        // no click follows: it would open what was just put down
        if (held !== undefined) event.preventDefault()
        const target = held?.end()
        held = undefined
        giveUp()
        if (target !== undefined) dropped.current(target)
      },
      options,
    )
    own.addEventListener('touchcancel', giveUp, options)
    own.addEventListener('contextmenu', (event) => begun !== undefined && event.preventDefault(), options)
    return () => {
      listening.abort()
      giveUp()
    }
  }, [element, enabled])
}
