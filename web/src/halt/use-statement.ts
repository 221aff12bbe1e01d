import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Delivery } from '../api/types.ts'
import { rememberSending } from '../deliveries/undo-store.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { sendDuringStop } from './acts.ts'

/** Lets one delivery pass the stop; its undo time runs as for whatever a person sends. */
export function useStatement(onSent: (delivery: Delivery) => void) {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  return useMutation({
    /** `deliver` makes the delivery when there is none yet. */
    mutationFn: async ({ deliver, reason }: { deliver: () => Promise<string>; reason: string }) =>
      sendDuringStop(workspace.id, await deliver(), reason),
    onSuccess: (delivery) => {
      rememberSending(workspace.id, delivery.postId, [delivery])
      toast(t('halt.statement.done'))
      onSent(delivery)
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
}
