import { lazy, Suspense, useCallback, useContext, useId } from 'react'
import { withTexts } from '../i18n/start.ts'
import { MediaScope } from './media-scope.ts'
import type { Item } from './words.ts'
import compose from './compose.module.css'

// Nobody begins with a picture before the page is there.
const Attachments = lazy(async () => ({
  default: (await withTexts('pictures', () => import('../media/attachments.tsx'))).Attachments,
}))

interface ItemMediaProps {
  item: Item
  /** Where it is not that of a text of the thread. */
  label?: string
  onChange: (media: Item['media']) => void
}

/** Pictures and videos of one item, below its text. */
export function ItemMedia({ item, label, onChange }: ItemMediaProps) {
  const { accounts, onBusy } = useContext(MediaScope)
  const name = useId()
  const busy = useCallback((is: boolean) => onBusy(name, is), [name, onBusy])
  return (
    <Suspense fallback={<div className={compose.mediaSpace} />}>
      <Attachments
        value={item.media}
        label={label}
        onChange={(change) => onChange([...change(item.media)])}
        accounts={accounts}
        onBusy={busy}
      />
    </Suspense>
  )
}
