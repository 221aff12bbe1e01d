import { Button, Group, Loader, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Media } from '../api/types.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { Empty } from '../ui/empty.tsx'
import { libraryQuery } from './queries.ts'
import { Thumb } from './thumb.tsx'
import classes from './media.module.css'

interface LibraryDialogProps {
  /** Ids of what is on the post already. */
  readonly chosen: readonly string[]
  readonly onChoose: (media: readonly Media[]) => void
  readonly onClose: () => void
}

/** Everything that was uploaded in this workspace, found by its name or by its words. */
export function LibraryDialog({ chosen, onChoose, onClose }: LibraryDialogProps) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const [search, setSearch] = useState('')
  const [asked] = useDebouncedValue(search.trim(), 200)
  const [picked, pick] = useState<readonly Media[]>([])
  const found = useInfiniteQuery({ ...libraryQuery(workspace.id, asked), placeholderData: keepPreviousData })
  const all = found.data?.pages.flatMap(({ items }) => items) ?? []
  const toggle = (media: Media) =>
    pick((now) => (now.some(({ id }) => id === media.id) ? now.filter(({ id }) => id !== media.id) : [...now, media]))
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('media.libraryTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <TextInput
        data-autofocus
        aria-label={t('media.search')}
        placeholder={t('media.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        mb="md"
      />
      {found.error === null ? null : <ErrorNotice error={found.error} />}
      {found.isPending ? <Loader size="sm" aria-label={t('common.loading')} /> : null}
      {found.isSuccess && all.length === 0 ? (
        <Empty title={asked === '' ? t('media.libraryEmpty') : t('media.libraryNone')}>
          {asked === '' ? t('media.libraryEmptyBody') : null}
        </Empty>
      ) : null}
      <div className={classes.grid}>
        {all.map((media) => {
          const there = chosen.includes(media.id)
          return (
            <button
              key={media.id}
              type="button"
              className={classes.tile}
              disabled={there}
              aria-pressed={there || picked.some(({ id }) => id === media.id)}
              onClick={() => toggle(media)}
            >
              <Thumb workspaceId={workspace.id} id={media.id} media={media} />
              <span className={classes.tileName}>{media.name}</span>
              <span className={classes.tileAlt}>{there ? t('media.there') : media.alt || t('media.noAlt')}</span>
            </button>
          )
        })}
      </div>
      {found.hasNextPage ? (
        <Button variant="default" mt="md" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('media.more')}
        </Button>
      ) : null}
      <Group justify="flex-end" mt="md" className={classes.dialogBar}>
        <Button disabled={picked.length === 0} onClick={() => onChoose(picked)}>
          {t('media.use', { count: picked.length })}
        </Button>
      </Group>
    </Modal>
  )
}
