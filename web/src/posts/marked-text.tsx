import type { Segment } from '@vigie/server/contract'
import classes from './compose.module.css'

/** A text with its links, mentions and tags as the network shows them; nothing is clickable, nothing leaves. */
export function MarkedText({ segments }: { segments: readonly Segment[] }) {
  return segments.map((segment) => (
    <span
      key={segment.byteStart}
      className={segment.kind === 'text' ? undefined : classes.facet}
      title={segment.kind === 'link' ? segment.target : undefined}
    >
      {segment.text}
    </span>
  ))
}
