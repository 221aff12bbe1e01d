import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queryClient } from '../api/query-client.ts'
import type { Delivery } from '../api/types.ts'
import { act } from '../deliveries/act.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { Confirm } from '../ui/confirm.tsx'

/** Takes a post down from every account at once: each thread with its first, the others although one fails. */
export function TakeDownAll({ deliveries }: { deliveries: readonly Delivery[] }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const [asked, ask] = useDisclosure(false)
  const out = deliveries.filter(({ can, afterId }) => can.takeDown && afterId === null)
  const run = useMutation({
    mutationFn: async () => {
      const ends = await Promise.allSettled(out.map(({ id }) => act(workspace.id, id, { do: 'takeDown' })))
      const failed = ends.find((end) => end.status === 'rejected')
      if (failed !== undefined) throw failed.reason
    },
    onSuccess: () => {
      ask.close()
      toast(t('after.tookDownAll'))
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  if (!may('takeDown') || (out.length < 2 && !asked)) return null
  const handles = out.map(({ account }) => `@${account.handle}`).join(', ')
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        {t('after.takeDownAll')}
      </Button>
      <Confirm
        opened={asked}
        title={t('after.takeDownAllTitle')}
        confirmLabel={t('after.takeDownAll')}
        cancelLabel={t('common.cancel')}
        destroys
        loading={run.isPending}
        submitError={<ErrorNotice error={run.error} />}
        onConfirm={() => run.mutate()}
        onClose={ask.close}
      >
        {t('after.takeDownAllBody', { handles })}
      </Confirm>
    </>
  )
}
