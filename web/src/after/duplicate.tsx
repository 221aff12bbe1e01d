import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import { paths } from '../shell/paths.ts'
import { toast, toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'

/** A draft with everything the post has. */
export function DuplicatePost({ postId }: { postId: string }) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const navigate = useNavigate()
  const duplicate = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/posts/{id}/duplicate', {
          params: { path: { workspaceId: workspace.id, id: postId } },
        }),
      ),
    onSuccess: async (copy) => {
      await queryClient.invalidateQueries({ queryKey: ['w', workspace.id, 'posts'] })
      toast(t('after.duplicated'))
      await navigate({ to: paths.compose({ workspace: workspace.id }), search: { draft: copy.id } })
    },
    onError: toastError,
  })
  return (
    <Button variant="default" loading={duplicate.isPending} onClick={() => duplicate.mutate()}>
      {t('after.duplicate')}
    </Button>
  )
}
