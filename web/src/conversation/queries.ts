/** What people answer to what is published. */
import { queryOptions } from '@tanstack/react-query'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'

const [soon, usually] = [5_000, 60_000]

/** While a page shows it, it is asked for every minute; the live channel says when somebody answered. */
export const conversationQuery = (workspaceId: string, postId: string, deliveryId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'conversation', postId, deliveryId],
    queryFn: () =>
      unwrap(
        api.GET('/api/workspaces/{workspaceId}/deliveries/{id}/conversation', {
          params: { path: { workspaceId, id: deliveryId } },
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.again === true ? soon : usually),
    retry: false,
  })
