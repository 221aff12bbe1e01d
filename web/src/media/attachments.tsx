import { Button, FileButton, VisuallyHidden } from '@mantine/core'
import { IconLibraryPhoto, IconPhotoPlus } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account, Media, MediaUse } from '../api/types.ts'
import { moved } from '../playbooks/document.ts'
import { useDrag } from '../playbooks/use-drag.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Notice } from '../ui/notice.tsx'
import { Attached } from './attached.tsx'
import { altLimit, misfits } from './fits.ts'
import { misfitSentence } from './misfit-sentence.ts'
import { mediaQuery } from './queries.ts'
import { UploadLine } from './upload-line.tsx'
import { useFiles } from './use-files.ts'
import { useUploads } from './use-uploads.ts'
import classes from './media.module.css'

const LibraryDialog = lazy(async () => ({ default: (await import('./library-dialog.tsx')).LibraryDialog }))

const accepted =
  'image/jpeg,image/png,image/webp,image/gif,image/heic,image/heif,.heic,.heif,video/mp4,video/quicktime,video/webm'

interface AttachmentsProps {
  readonly value: readonly MediaUse[]
  readonly label?: string | undefined
  /** Given what is there then, since uploads end when they do. */
  readonly onChange: (change: (value: readonly MediaUse[]) => readonly MediaUse[]) => void
  readonly accounts: readonly Pick<Account, 'network' | 'mediaLimits'>[]
  /** Files are on their way: what is sent now would go without them. */
  readonly onBusy: (busy: boolean) => void
}

/** What stands below a text: pictures and videos, put in by choosing, dropping, pasting or from the library. */
export function Attachments({ value, label, onChange, accounts, onBusy }: AttachmentsProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [said, say] = useState('')
  const [choosing, choose] = useState(false)
  const attach = (...all: readonly Media[]) =>
    onChange((now) => {
      const known = new Set(now.map(({ mediaId }) => mediaId))
      return [...now, ...all.filter(({ id }) => !known.has(id)).map(({ id, alt }) => ({ mediaId: id, alt }))]
    })
  const { uploading, add, retry, remove } = useUploads(workspace.id, attach)
  const area = useRef<HTMLElement>(null)
  const over = useFiles(area, add)
  const busy = uploading.some(({ error }) => error === undefined)
  useEffect(() => {
    onBusy(busy)
    return () => onBusy(false)
  }, [busy, onBusy])
  const move = (from: number, to: number) =>
    onChange((now) => {
      const next = moved(now, from, to)
      if (next !== now) say(t('media.moved', { from: from + 1, to: to + 1, count: now.length }))
      return next
    })
  const { list, handle } = useDrag(move)
  const known = useQueries({ queries: value.map(({ mediaId }) => mediaQuery(workspace.id, mediaId)) })
  const media = known.flatMap(({ data }) => data ?? [])
  const takers = accounts.map(({ network, mediaLimits }) => ({ network, limits: mediaLimits }))
  const problems = misfits(media, takers)
  const set = (mediaId: string, change: Partial<MediaUse>) =>
    onChange((now) => now.map((use) => (use.mediaId === mediaId ? { ...use, ...change } : use)))
  return (
    <section ref={area} className={classes.area} data-over={over} aria-label={label ?? t('media.title')}>
      {value.length === 0 ? null : (
        <ol ref={list} className={classes.lines}>
          {value.map((use, index) => (
            <Attached
              key={use.mediaId}
              use={use}
              media={known[index]?.data}
              place={{ index, count: value.length }}
              altLimit={altLimit(takers)}
              focal={accounts.some(({ network }) => network === 'mastodon')}
              handle={handle(index)}
              onMove={move}
              onChange={(change) => set(use.mediaId, change)}
              onRemove={() => onChange((now) => now.filter(({ mediaId }) => mediaId !== use.mediaId))}
            />
          ))}
        </ol>
      )}
      {uploading.map((one) => (
        <UploadLine key={one.key} upload={one} onRetry={() => retry(one)} onRemove={() => remove(one.key)} />
      ))}
      {problems.length === 0 ? null : (
        <Notice tone="hold" live="polite">
          {problems.map((problem) => misfitSentence(problem, t)).join(' ')}
        </Notice>
      )}
      <div className={classes.bar}>
        <FileButton multiple accept={accepted} onChange={add}>
          {(props) => (
            <Button {...props} variant="default" size="xs" leftSection={<IconPhotoPlus size={16} aria-hidden />}>
              {t('media.add')}
            </Button>
          )}
        </FileButton>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconLibraryPhoto size={16} aria-hidden />}
          onClick={() => choose(true)}
        >
          {t('media.library')}
        </Button>
        <span className={classes.hint}>{over ? t('media.dropHere') : t('media.hint')}</span>
      </div>
      <VisuallyHidden aria-live="polite">{said}</VisuallyHidden>
      {choosing ? (
        <Suspense>
          <LibraryDialog
            chosen={value.map(({ mediaId }) => mediaId)}
            onClose={() => choose(false)}
            onChoose={(all) => {
              choose(false)
              attach(...all)
            }}
          />
        </Suspense>
      ) : null}
    </section>
  )
}
