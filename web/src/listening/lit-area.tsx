import { useId, type CSSProperties, type Ref } from 'react'
import { piecesOf, type Stretch } from './pieces.ts'
import classes from './lit-area.module.css'

interface LitAreaProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** What lights up in the text, while it is written. */
  lit: readonly Stretch[]
  hint?: string
  describedBy?: string
  invalid?: boolean
  code?: boolean
  /** The title above says already what it is; a screen reader hears the label all the same. */
  labelHidden?: boolean
  rows?: number
  areaRef?: Ref<HTMLTextAreaElement>
}

/**
 * A text area in which parts of the text are marked. Behind it lies the same text with the marks; the copy is hidden from
 * screen readers, which read what the marks mean elsewhere on the page.
 */
export function LitArea({
  label,
  value,
  onChange,
  lit,
  hint,
  describedBy,
  invalid = false,
  code = false,
  labelHidden = false,
  rows = 4,
  areaRef,
}: LitAreaProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className={classes.label} data-hidden={labelHidden}>
        {label}
      </label>
      <div className={classes.stack} data-code={code} style={{ '--rows': rows } as CSSProperties}>
        <div className={classes.behind} aria-hidden>
          {piecesOf(value, lit).map(({ text, kind }, index) => (
            <span key={index} data-kind={kind ?? 'plain'}>
              {text}
            </span>
          ))}
          {'\n'}
        </div>
        <textarea
          ref={areaRef}
          id={id}
          className={classes.area}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          placeholder={hint}
          aria-describedby={describedBy}
          aria-invalid={invalid}
          spellCheck={!code}
          autoCapitalize={code ? 'off' : undefined}
          autoCorrect={code ? 'off' : undefined}
        />
      </div>
    </div>
  )
}
