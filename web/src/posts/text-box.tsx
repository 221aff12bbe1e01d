import type { Segment } from '@vigie/server/contract'
import { useId, type KeyboardEvent } from 'react'
import { focusWhenShown } from '../ui/use-focus.ts'
import classes from './text-box.module.css'

interface TextBoxProps {
  label: string
  placeholder: string
  rows: number
  /** The first one of the page: writing begins here. */
  begins: boolean
  value: string
  onChange: (text: string) => void
  segments: readonly Segment[]
  /** Length in UTF-16 units of what fits; the rest is underlined. None: all fits. */
  fits: number | undefined
  describedBy: string
  onKeyDown: (event: KeyboardEvent) => void
}

interface Piece {
  readonly text: string
  readonly kind: Segment['kind']
  readonly over: boolean
}

/** Segments cut where the text stops fitting. */
export function cutAt(segments: readonly Segment[], fits: number | undefined): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { text, kind } of segments) {
    const room = fits === undefined ? text.length : Math.min(text.length, Math.max(0, fits - at))
    if (room > 0) pieces.push({ text: text.slice(0, room), kind, over: false })
    if (room < text.length) pieces.push({ text: text.slice(room), kind, over: true })
    at += text.length
  }
  return pieces
}

/**
 * One text area. Behind it lies the same text with what the network will make of it: links, mentions and tags in the accent, what
 * is too much underlined. The copy is hidden from screen readers, which hear the count instead.
 */
export function TextBox({ label, placeholder, rows, begins, value, onChange, segments, fits, ...more }: TextBoxProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className={classes.label}>
        {label}
      </label>
      <div className={classes.stack} data-rows={rows}>
        <div className={classes.behind} aria-hidden>
          {cutAt(segments, fits).map((piece, index) => (
            <span key={index} data-kind={piece.kind} data-over={piece.over}>
              {piece.text}
            </span>
          ))}
          {'\n'}
        </div>
        <textarea
          ref={begins ? focusWhenShown : undefined}
          id={id}
          className={classes.area}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={more.onKeyDown}
          placeholder={placeholder}
          aria-describedby={more.describedBy}
          aria-invalid={fits !== undefined}
          spellCheck
          rows={rows}
        />
      </div>
    </div>
  )
}
