import { useRef, type KeyboardEvent, type PointerEvent } from 'react'

/**
 * Reorders lines by a handle: with mouse, finger or pen the line follows the pointer from place to place; with the arrow keys it
 * moves by one. `move` is called with both places each time.
 */
export function useDrag(move: (from: number, to: number) => void) {
  const list = useRef<HTMLOListElement>(null)
  const dragging = useRef<number>(undefined)
  const placeAt = (y: number): number => {
    const lines = [...(list.current?.children ?? [])]
    const over = lines.findIndex((line) => y < line.getBoundingClientRect().bottom)
    return over === -1 ? lines.length - 1 : over
  }
  const handle = (index: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      dragging.current = index
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = dragging.current
      if (from === undefined) return
      const to = placeAt(event.clientY)
      if (to === from) return
      dragging.current = to
      move(from, to)
    },
    onPointerUp: () => {
      dragging.current = undefined
    },
    onPointerCancel: () => {
      dragging.current = undefined
    },
    onKeyDown: (event: KeyboardEvent) => {
      const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
      if (by === 0) return
      event.preventDefault()
      move(index, index + by)
    },
  })
  return { list, handle }
}
