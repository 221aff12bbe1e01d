import { Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { cloneElement, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useHere } from '../shell/workspace-context.ts'
import { BellList } from './bell-list.tsx'
import { bellQuery } from './queries.ts'

/** The latest of what one was told of, below the bell. */
export function BellMenu({ target }: { target: ReactElement }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const { data } = useQuery(bellQuery(workspace.id))
  const [opened, open] = useState(true)
  return (
    <Popover opened={opened} onChange={open} position="bottom-end" width={360} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        {cloneElement(target as ReactElement<{ onClick: () => void }>, { onClick: () => open(!opened) })}
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('notifications.title')}>
        <BellList items={data?.items ?? []} unread={data?.unread ?? 0} onClose={() => open(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
