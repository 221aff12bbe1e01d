import { Button, Group, Modal, Text } from '@mantine/core'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media, MediaUse } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { mediaAddress } from './address.ts'
import classes from './media.module.css'

type Point = NonNullable<MediaUse['focus']>

interface FocusDialogProps {
  readonly media: Media
  readonly value: MediaUse['focus']
  readonly onChange: (value: Point) => void
  readonly onClose: () => void
}

const step = 0.05
const within = (value: number) => Math.round(Math.max(-1, Math.min(1, value)) * 100) / 100
const keys: Record<string, Point> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: step },
  ArrowDown: { x: 0, y: -step },
}

/** Where to look: networks that cut a picture for their lists keep this point in it. By pointer or by the arrow keys. */
export function FocusDialog({ media, value, onChange, onClose }: FocusDialogProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const picture = useRef<HTMLDivElement>(null)
  const [point, setPoint] = useState<Point>(value ?? { x: 0, y: 0 })
  const follow = (event: PointerEvent) => {
    const box = picture.current?.getBoundingClientRect()
    if (box === undefined || (event.type === 'pointermove' && event.buttons === 0)) return
    const x = ((event.clientX - box.left) / box.width) * 2 - 1
    const y = 1 - ((event.clientY - box.top) / box.height) * 2
    setPoint({ x: within(x), y: within(y) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = keys[event.key]
    if (by === undefined) return
    event.preventDefault()
    setPoint(({ x, y }) => ({ x: within(x + by.x), y: within(y + by.y) }))
  }
  const style = { left: `${(point.x + 1) * 50}%`, top: `${(1 - point.y) * 50}%` }
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('media.focusTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text c="dimmed" mb="sm">
        {t('media.focusLead')}
      </Text>
      <div ref={picture} className={classes.focusPicture} onPointerDown={follow} onPointerMove={follow}>
        <img src={mediaAddress(workspace.id, media.id)} alt={media.alt} draggable={false} />
        <button
          type="button"
          data-autofocus
          className={classes.focusPoint}
          style={style}
          onKeyDown={onKeyDown}
          aria-label={t('media.focusPoint', { x: Math.round((point.x + 1) * 50), y: Math.round((1 - point.y) * 50) })}
        />
      </div>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => setPoint({ x: 0, y: 0 })}>
          {t('media.focusMiddle')}
        </Button>
        <Button onClick={() => onChange(point)}>{t('common.save')}</Button>
      </Group>
    </Modal>
  )
}
