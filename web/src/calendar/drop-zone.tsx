import { useState, type ReactNode } from 'react'
import { useBoard, type Target } from './board.ts'

interface DropZoneProps {
  as: 'li' | 'div'
  target: Target
  className: string | undefined
  label?: string
  marks?: Readonly<Record<`data-${string}`, boolean | string | undefined>>
  children: ReactNode
}

/** A day or an hour: something dragged can be put down on it, and a click on its empty part begins a post there. */
export function DropZone({ as: Tag, target, className, label, marks, children }: DropZoneProps) {
  const board = useBoard()
  const [over, setOver] = useState(false)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- the button “write” does the same by keyboard
    <Tag
      className={className}
      aria-label={label}
      data-date={target.date}
      data-hour={target.hour}
      data-over={over}
      {...marks}
      onDragOver={(event) => {
        if (!board.mayChange) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        if (!over) setOver(true)
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        board.onDrop(target)
      }}
      onClick={(event) => {
        if (board.mayWrite && event.target === event.currentTarget) board.onWrite(target)
      }}
    >
      {children}
    </Tag>
  )
}
