import { lazy, Suspense, useId, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Counter } from './counter.tsx'
import { lengthThatFits } from './fits.ts'
import { ItemMedia } from './item-media.tsx'
import type { Rule } from './rules.ts'
import { TextBox } from './text-box.tsx'
import type { Item } from './words.ts'
import compose from './compose.module.css'
import classes from './voices.module.css'

// Most posts have one item.
const ItemActions = lazy(async () => ({ default: (await import('./item-actions.tsx')).ItemActions }))

interface ItemEditorProps {
  item: Item
  place: number
  count: number
  contentWarning: string | undefined
  rules: readonly Rule[]
  begins: boolean
  onChange: (item: Item) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** One item of a thread: its text, what is left of each network's room, its media, its place. */
export function ItemEditor({ item, place, count, contentWarning, rules, begins, ...on }: ItemEditorProps) {
  const { t } = useTranslation()
  const described = useId()
  const counts = rules.map((rule) => ({ ...rule, count: rule.count(item.text, contentWarning) }))
  const fits = lengthThatFits(
    item.text,
    rules.map((rule) => ({ count: (text) => rule.count(text, contentWarning) })),
  )
  const which = { place: place + 1, count }
  return (
    <li className={classes.item}>
      <TextBox
        label={count === 1 ? t('composer.text') : t('composer.thread.item', which)}
        placeholder={place === 0 ? t('composer.placeholder') : t('composer.thread.placeholder')}
        rows={count === 1 ? 6 : 3}
        begins={begins}
        value={item.text}
        onChange={(text) => on.onChange({ ...item, text })}
        segments={rules[0]?.segments(item.text) ?? []}
        fits={fits}
        describedBy={described}
        onKeyDown={on.onKeyDown}
      />
      <div className={compose.under}>
        <div className={compose.counters} id={described}>
          {counts.map(({ key, network, server, count: counted }) => (
            <Counter key={key} network={network} server={server} count={counted} />
          ))}
        </div>
        {count === 1 ? null : (
          <Suspense fallback={null}>
            <ItemActions place={place} count={count} onMove={on.onMove} onRemove={on.onRemove} />
          </Suspense>
        )}
      </div>
      <ItemMedia item={item} onChange={(media) => on.onChange({ ...item, media })} />
    </li>
  )
}
