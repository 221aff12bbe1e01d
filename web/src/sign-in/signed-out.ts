import { meQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import { paths } from '../shell/paths.ts'
import { safeReturn } from './safe-return.ts'

/** The session ended while somebody was at work: to the sign-in, and back to the same page afterwards. */
export function signedOutElsewhere(): void {
  const here = window.location.pathname + window.location.search
  // Pages outside a workspace ask who is there without needing an answer; a first visit is led to the sign-in by the router.
  if (!here.startsWith('/w/') || queryClient.getQueryData(meQuery.queryKey) === undefined) return
  queryClient.clear()
  const search = new URLSearchParams({ from: safeReturn(here), ended: '1' })
  window.location.assign(`${paths.signIn()}?${search}`)
}
