import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Counter } from './counter.tsx'
import { ItemMedia } from './item-media.tsx'
import type { Rule } from './rules.ts'
import { emptyItem, type Item } from './words.ts'
import compose from './compose.module.css'
import classes from './voices.module.css'

interface FirstCommentProps {
  value: Item | null | undefined
  contentWarning: string | undefined
  rules: readonly Rule[]
  onChange: (item: Item | null) => void
}

/** What the account itself answers below its post: a text, pictures, or both. Emptied, there is none. */
export function FirstComment({ value, contentWarning, rules, onChange }: FirstCommentProps) {
  const { t } = useTranslation()
  const item = value ?? emptyItem
  const change = (next: Item) => onChange(next.text === '' && next.media.length === 0 ? null : next)
  return (
    <div className={classes.wide}>
      <Textarea
        label={t('composer.options.firstComment')}
        description={t('composer.options.firstCommentHint')}
        autosize
        minRows={2}
        value={item.text}
        onChange={({ currentTarget: { value: text } }) => change({ ...item, text })}
      />
      {value ? (
        <div className={`${compose.under} ${compose.counters}`} data-start>
          {rules.map(({ key, network, server, count }) => (
            <Counter key={key} network={network} server={server} count={count(item.text, contentWarning)} />
          ))}
        </div>
      ) : null}
      <ItemMedia
        item={item}
        label={t('composer.options.firstCommentMedia')}
        onChange={(media) => change({ ...item, media })}
      />
    </div>
  )
}
