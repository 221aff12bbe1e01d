import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ItemEditor } from './item-editor.tsx'
import type { Rule } from './rules.ts'
import { emptyItem, type Item } from './words.ts'
import classes from './voices.module.css'

interface ThreadEditorProps {
  items: readonly Item[]
  contentWarning: string | undefined
  rules: readonly Rule[]
  onChange: (items: readonly Item[]) => void
  /** The page begins here. */
  begins: boolean
  onKeyDown: (event: KeyboardEvent) => void
}

/** A post of one item or several. With the keyboard: Ctrl+Shift+Enter adds one below, Alt+Up and Alt+Down move it. */
export function ThreadEditor({ items, contentWarning, rules, onChange, begins, onKeyDown }: ThreadEditorProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  // Focus goes with what was moved or made, once it is there.
  const focus = (place: number) =>
    requestAnimationFrame(() => list.current?.querySelectorAll('textarea')[place]?.focus())
  const put = (next: readonly Item[], place: number) => {
    onChange(next)
    focus(place)
  }
  const add = (place: number) => put(items.toSpliced(place, 0, emptyItem), place)
  const swap = (from: number, to: number) => {
    const [one, other] = [items[from], items[to]]
    if (one !== undefined && other !== undefined) put(items.with(from, other).with(to, one), to)
  }
  const onKey = (event: KeyboardEvent, place: number) => {
    const mod = event.ctrlKey || event.metaKey
    const act =
      event.key === 'Enter' && mod && event.shiftKey
        ? () => add(place + 1)
        : event.altKey && event.key === 'ArrowUp'
          ? () => swap(place, place - 1)
          : event.altKey && event.key === 'ArrowDown'
            ? () => swap(place, place + 1)
            : undefined
    if (act === undefined) return onKeyDown(event)
    event.preventDefault()
    return act()
  }
  return (
    <div>
      <ol className={classes.thread} ref={list} data-several={items.length > 1}>
        {items.map((item, place) => (
          <ItemEditor
            // an item has no name but its place
            key={place}
            item={item}
            place={place}
            count={items.length}
            contentWarning={contentWarning}
            rules={rules}
            begins={begins && place === 0}
            onChange={(next) => onChange(items.with(place, next))}
            onMove={(by) => swap(place, place + by)}
            onRemove={() => put(items.toSpliced(place, 1), Math.max(0, place - 1))}
            onKeyDown={(event) => onKey(event, place)}
          />
        ))}
      </ol>
      <Button
        variant="subtle"
        size="compact-md"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => add(items.length)}
      >
        {t('composer.thread.add')}
      </Button>
    </div>
  )
}
