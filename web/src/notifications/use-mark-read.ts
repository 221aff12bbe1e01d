import { useMutation, useQueryClient } from '@tanstack/react-query'
import { markRead } from './queries.ts'

/** Marks as read, all or some, and shows it. */
export function useMarkRead(workspaceId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids: readonly string[] | undefined) => markRead(workspaceId, ids),
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspaceId, 'notifications'] }),
  })
}
