import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { As } from './decide.ts'
import type { Line } from './group.ts'
import { GroupHead, HeldRow } from './held-row.tsx'
import { isChosen, type Selection } from './selection.ts'
import classes from './lift.module.css'

interface HeldListProps {
  lines: readonly Line[]
  count: number
  selection: Selection
  current: string | undefined
  /** Where the keyboard has just gone: the focus follows there, once. */
  focusOn: string | undefined
  onFocused: () => void
  onCurrent: (id: string) => void
  mayDecide: boolean
  sealedAt: ReadonlyMap<string, string>
  onChoose: (id: string, range: boolean) => void
  onChooseSome: (ids: readonly string[]) => void
  onAct: (id: string, as: As) => void
}

/** The held deliveries under the heads of their groups. Only what is in sight is drawn: thousands cost no more than ten. */
export function HeldList(props: HeldListProps) {
  const { lines, selection, focusOn } = props
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- nothing it returns is memoised here
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'group' ? 40 : 84),
    getItemKey: (index) => {
      const line = lines[index]
      return line === undefined ? index : line.kind === 'group' ? line.group.key : line.item.id
    },
    overscan: 6,
  })
  const latest = useRef(lines)
  useEffect(() => {
    latest.current = lines
  })
  useEffect(() => {
    if (focusOn === undefined) return
    const index = latest.current.findIndex((line) => line.kind === 'item' && line.item.id === focusOn)
    // The head of the first group is worth seeing too.
    if (index !== -1) virtual.scrollToIndex(index === 1 ? 0 : index)
  }, [focusOn, virtual])
  return (
    <div ref={scroller} className={classes.scroller}>
      <ul className={classes.lines} style={{ height: virtual.getTotalSize() }} aria-label={t('lift.list')}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const line = lines[index]
          if (line === undefined) return null
          const place = line.kind === 'item' ? { 'aria-setsize': props.count, 'aria-posinset': line.place } : {}
          return (
            <li
              key={key}
              data-index={index}
              ref={virtual.measureElement}
              className={classes.line}
              style={{ transform: `translateY(${start}px)` }}
              {...place}
            >
              {line.kind === 'group' ? (
                <GroupHead
                  group={line.group}
                  chosen={chosenOf(line.group.items, selection)}
                  onToggle={
                    props.mayDecide ? () => props.onChooseSome(line.group.items.map(({ id }) => id)) : undefined
                  }
                />
              ) : (
                <HeldRow
                  item={line.item}
                  chosen={isChosen(selection, line.item.id)}
                  current={line.item.id === props.current}
                  takesFocus={line.item.id === focusOn}
                  mayDecide={props.mayDecide}
                  coveredSince={line.item.coveredBy === null ? undefined : props.sealedAt.get(line.item.coveredBy)}
                  onFocused={props.onFocused}
                  onCurrent={() => props.onCurrent(line.item.id)}
                  onChoose={(range) => props.onChoose(line.item.id, range)}
                  onAct={(as) => props.onAct(line.item.id, as)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function chosenOf(items: readonly { readonly id: string }[], selection: Selection): 'all' | 'some' | 'none' {
  if (selection.whole) return 'all'
  if (selection.ids.size === 0) return 'none'
  const chosen = items.filter(({ id }) => selection.ids.has(id)).length
  return chosen === 0 ? 'none' : chosen === items.length ? 'all' : 'some'
}
