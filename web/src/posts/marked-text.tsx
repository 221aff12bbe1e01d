import type { Segment } from '@vigie/server/contract'
import classes from './compose.module.css'

/**
 * A text with its links, mentions and tags marked; nothing is clickable, nothing leaves.
 * @param asShown also shortened as the network does it for its readers
 */
export function MarkedText({ segments, asShown = false }: { segments: readonly Segment[]; asShown?: boolean }) {
  return segments.map((segment) => (
    <span
      key={segment.byteStart}
      className={segment.kind === 'text' ? undefined : classes.facet}
      title={segment.kind === 'link' ? segment.target : undefined}
    >
      {asShown ? (segment.shown ?? segment.text) : segment.text}
    </span>
  ))
}
