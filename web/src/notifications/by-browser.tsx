import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notification as Told } from '../api/types.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { notificationSettingsQuery } from './queries.ts'
import { leadsTo, saysWhat } from './words.ts'

/** Shows what is new by the browser’s own notifications, while nobody looks at this page. Several tabs show it once. */
export function ByBrowser({ items }: { items: readonly Told[] | undefined }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  const { data } = useQuery(notificationSettingsQuery(workspace.id))
  const newest = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (items === undefined) return
    const before = newest.current
    newest.current = items[0]?.id ?? ''
    // What was there when the page opened is no news.
    if (before === undefined || document.visibilityState === 'visible') return
    for (const item of items.filter(({ id, readAt }) => id > before && readAt === null).toReversed()) {
      if (data?.items.some(({ kind, browser }) => kind === item.kind && browser) !== true) continue
      const time = (iso: string) => formatInstant(iso, workspace.timeZone, i18n.language)
      const shown = new Notification(saysWhat(item, t, time), { body: item.text ?? '', tag: item.id })
      shown.addEventListener('click', () => {
        window.focus()
        window.location.assign(leadsTo(item, workspace.id))
      })
    }
  }, [items, data, workspace, t, i18n.language])
  return null
}
