import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { meQuery } from '../api/queries.ts'
import { keyOfHint, staleKeys, type Change, type Hint } from './stale-keys.ts'
import { setLiveStatus } from './status.ts'

const gather = 80
const slowest = 30_000

/**
 * One stream per tab. The browser reconnects by itself and names the last event it saw, so nothing is lost; when it gives up (the
 * server answered with an error) we open a new one, ever more slowly, and fetch everything anew.
 */
export function useLive(workspaceId: string): void {
  const client = useQueryClient()
  useEffect(() => {
    let source: EventSource | undefined
    let retry: ReturnType<typeof setTimeout> | undefined
    let flush: ReturnType<typeof setTimeout> | undefined
    let failures = 0
    let wasOpen = false
    let stale = new Map<string, readonly unknown[]>()

    const refetchAll = () => {
      void client.invalidateQueries({ queryKey: ['w', workspaceId] })
      void client.invalidateQueries({ queryKey: meQuery.queryKey })
    }
    const forget = (change: Change) => {
      for (const key of staleKeys(workspaceId, change)) stale.set(JSON.stringify(key), key)
      // Many changes come together (one send moves a post and its deliveries): one round of fetching for all of them.
      flush ??= setTimeout(() => {
        flush = undefined
        const keys = stale
        stale = new Map()
        for (const queryKey of keys.values()) void client.invalidateQueries({ queryKey })
      }, gather)
    }
    const open = () => {
      source = new EventSource(`/api/workspaces/${encodeURIComponent(workspaceId)}/events`)
      source.addEventListener('open', () => {
        setLiveStatus('open')
        if (failures > 0) refetchAll()
        failures = 0
        wasOpen = true
      })
      source.addEventListener('change', (event: MessageEvent<string>) => forget(JSON.parse(event.data) as Change))
      source.addEventListener('hint', (event: MessageEvent<string>) => {
        const queryKey = keyOfHint(workspaceId, JSON.parse(event.data) as Hint)
        void client.invalidateQueries({ queryKey })
      })
      source.addEventListener('reset', refetchAll)
      source.addEventListener('error', () => {
        setLiveStatus(wasOpen || failures > 0 ? 'reconnecting' : 'connecting')
        failures++
        if (source?.readyState !== EventSource.CLOSED) return
        // Perhaps the session ended: asking who we are leads to the sign-in then.
        void client.invalidateQueries({ queryKey: meQuery.queryKey })
        retry = setTimeout(open, Math.min(slowest, 1000 * 2 ** Math.min(failures, 5)))
      })
    }
    open()
    return () => {
      clearTimeout(retry)
      clearTimeout(flush)
      source?.close()
      setLiveStatus('connecting')
    }
  }, [client, workspaceId])
}
