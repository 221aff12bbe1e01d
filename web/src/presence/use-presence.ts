import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'

const every = 10_000

/** Says that this page has a post open, and who else has. The live channel asks again when somebody comes or goes. */
export function usePresence(workspaceId: string, postId: string, writes: boolean) {
  const [pageId] = useState(() => crypto.randomUUID())
  const params = { path: { workspaceId, id: postId, pageId } }
  const { data, refetch } = useQuery({
    // a sign is of one page: one mounted anew must not take the answer to the one that just said it left
    queryKey: ['w', workspaceId, 'presence', postId, pageId],
    queryFn: async () =>
      (
        await unwrap(
          api.PUT('/api/workspaces/{workspaceId}/posts/{id}/presence/{pageId}', { params, body: { writes } }),
        )
      ).items,
    staleTime: 0,
    refetchInterval: every,
    refetchIntervalInBackground: true,
    retry: false,
  })
  useEffect(() => {
    const leave = () => {
      void api
        .DELETE('/api/workspaces/{workspaceId}/posts/{id}/presence/{pageId}', {
          params: { path: { workspaceId, id: postId, pageId } },
          // sent also when the page itself is going
          keepalive: true,
        })
        // nobody is left to tell: the others see it by the silence
        .catch((error: unknown) => console.debug('Leaving could not be told', error))
    }
    // back from another page by the browser’s own button: it is open again
    const comeBack = (event: PageTransitionEvent) => event.persisted && void refetch()
    window.addEventListener('pagehide', leave)
    window.addEventListener('pageshow', comeBack)
    return () => {
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', comeBack)
      leave()
    }
  }, [workspaceId, postId, pageId, refetch])
  return data ?? []
}
