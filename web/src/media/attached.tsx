import { ActionIcon, Textarea, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconFocus2, IconGripVertical, IconX } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media, MediaUse } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { offerAlt } from './offer-alt.ts'
import { Thumb } from './thumb.tsx'
import classes from './media.module.css'

const FocusDialog = lazy(async () => ({ default: (await import('./focus-dialog.tsx')).FocusDialog }))

interface AttachedProps {
  readonly use: MediaUse
  /** Undefined while it is being asked for. */
  readonly media: Media | undefined
  readonly place: { readonly index: number; readonly count: number }
  readonly altLimit: number
  /** One of the networks lets us say what must stay visible. */
  readonly focal: boolean
  readonly handle: object
  readonly onMove: (from: number, to: number) => void
  readonly onChange: (change: Partial<MediaUse>) => void
  readonly onRemove: () => void
}

/** One picture or video of the post, with the words for those who do not see it. */
export function Attached(props: AttachedProps) {
  const { use, media, place, altLimit, focal, onMove, onChange } = props
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [focusing, focus] = useState(false)
  const { index, count } = place
  const number = index + 1
  const required = workspace.requireAltText
  const missing = required && use.alt.trim() === ''
  const length = Array.from(use.alt).length
  return (
    <li className={classes.line}>
      {count < 2 ? null : (
        <UnstyledButton className={classes.handle} aria-label={t('media.drag', { number })} {...props.handle}>
          <IconGripVertical size={18} aria-hidden />
        </UnstyledButton>
      )}
      <Thumb workspaceId={workspace.id} id={use.mediaId} media={media} focus={use.focus} />
      <div className={classes.words}>
        <Textarea
          label={t('media.alt')}
          aria-label={t('media.altOf', { number, name: media?.name ?? '' })}
          placeholder={t('media.altHint')}
          withAsterisk={required}
          required={required}
          value={use.alt}
          onChange={(event) => onChange({ alt: event.currentTarget.value })}
          onBlur={() => media !== undefined && void offerAlt(workspace.id, media, use.alt)}
          autosize
          minRows={2}
          maxRows={6}
        />
        <div className={classes.under}>
          <span>{missing ? t('media.altMissing') : media?.name}</span>
          <span data-over={length > altLimit} className={classes.count}>
            {t('media.altCount', { used: length, limit: altLimit })}
          </span>
        </div>
      </div>
      <div className={classes.tools}>
        {count < 2 ? null : (
          <>
            <ActionIcon
              variant="subtle"
              size={32}
              disabled={index === 0}
              onClick={() => onMove(index, index - 1)}
              aria-label={t('media.moveUp', { number })}
            >
              <IconArrowUp size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              size={32}
              disabled={number === count}
              onClick={() => onMove(index, index + 1)}
              aria-label={t('media.moveDown', { number })}
            >
              <IconArrowDown size={18} aria-hidden />
            </ActionIcon>
          </>
        )}
        {focal && media?.kind === 'image' ? (
          <ActionIcon variant="subtle" size={32} onClick={() => focus(true)} aria-label={t('media.focus', { number })}>
            <IconFocus2 size={18} aria-hidden />
          </ActionIcon>
        ) : null}
        <ActionIcon variant="subtle" size={32} onClick={props.onRemove} aria-label={t('media.remove', { number })}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </div>
      {focusing && media !== undefined ? (
        <Suspense>
          <FocusDialog
            media={media}
            value={use.focus}
            onClose={() => focus(false)}
            onChange={(point) => {
              focus(false)
              onChange({ focus: point })
            }}
          />
        </Suspense>
      ) : null}
    </li>
  )
}
