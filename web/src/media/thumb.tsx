import { IconPlayerPlayFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Media, MediaUse } from '../api/types.ts'
import { mediaAddress } from './address.ts'
import classes from './media.module.css'

interface ThumbProps {
  readonly workspaceId: string
  readonly id: string
  readonly media: Media | undefined
  readonly focus?: MediaUse['focus'] | undefined
}

/** A picture, cut to a square around what matters in it; of a video its first moment, and how long it lasts. */
export function Thumb({ workspaceId, id, media, focus }: ThumbProps) {
  const { t } = useTranslation()
  const { x, y } = focus ?? { x: 0, y: 0 }
  const objectPosition = `${(x + 1) * 50}% ${(1 - y) * 50}%`
  if (media === undefined) return <span className={classes.thumb} />
  if (media.kind === 'image') {
    return (
      <span className={classes.thumb}>
        <img src={mediaAddress(workspaceId, id)} alt="" loading="lazy" style={{ objectPosition }} />
        {media.animated ? <span className={classes.badge}>{t('media.moving')}</span> : null}
      </span>
    )
  }
  return (
    <span className={classes.thumb}>
      {/* the fragment makes browsers show that moment in place of a black field */}
      <video
        src={`${mediaAddress(workspaceId, id, 'whole')}#t=0.1`}
        preload="metadata"
        muted
        playsInline
        tabIndex={-1}
        aria-hidden
      />
      <span className={classes.badge}>
        <IconPlayerPlayFilled size={10} aria-hidden /> {t('media.seconds', { count: Math.round(media.seconds ?? 0) })}
      </span>
    </span>
  )
}
