import { ActionIcon } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './voices.module.css'

interface ItemActionsProps {
  place: number
  count: number
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

/** Moves an item of a thread, or takes it out. */
export function ItemActions({ place, count, onMove, onRemove }: ItemActionsProps) {
  const { t } = useTranslation()
  const which = { place: place + 1, count }
  const buttons = [
    { name: t('composer.thread.up', which), Icon: IconArrowUp, off: place === 0, act: () => onMove(-1) },
    { name: t('composer.thread.down', which), Icon: IconArrowDown, off: place === count - 1, act: () => onMove(1) },
    { name: t('composer.thread.remove', which), Icon: IconTrash, off: false, act: onRemove },
  ]
  return (
    <div className={classes.itemActions}>
      {buttons.map(({ name, Icon, off, act }) => (
        <ActionIcon
          key={name}
          variant="subtle"
          color="gray"
          aria-label={name}
          title={name}
          disabled={off}
          onClick={act}
        >
          <Icon size={18} aria-hidden />
        </ActionIcon>
      ))}
    </div>
  )
}
