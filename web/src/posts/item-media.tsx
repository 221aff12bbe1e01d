import type { FunctionComponent } from 'react'
import type { Item } from './words.ts'

interface ItemMediaProps {
  /** None until the post was saved first. */
  postId: string | undefined
  item: Item
  onChange: (media: Item['media']) => void
}

/** Pictures and films of one item, below its text. */
export const ItemMedia: FunctionComponent<ItemMediaProps> = () => null
