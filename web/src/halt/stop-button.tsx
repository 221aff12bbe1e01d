import { IconHandStop } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { paths } from '../shell/paths.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { everything, stop, type Stop } from './acts.ts'
import { HoldButton } from './hold-button.tsx'
import { loadDialog } from './load-dialog.ts'
import { askToStop, closeStop } from './stop-store.ts'

/** Stops, and leads to the page that shows what came of it. */
export function useStop() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (what: Stop) => stop(workspace.id, what),
    onSuccess: async (halts) => {
      void client.invalidateQueries({ queryKey: ['w', workspace.id] })
      closeStop()
      toast(t('halt.stopped'))
      // The one over this workspace; who may not stop here has stopped elsewhere.
      const here =
        halts.find(({ scope }) => scope.workspaceId === null || scope.workspaceId === workspace.id) ?? halts[0]
      if (here === undefined) return
      await navigate({
        to: paths.halt({ workspace: here.scope.workspaceId ?? workspace.id, halt: here.id }),
        ignoreBlocker: true,
      })
    },
    onError: askToStop,
  })
}

/** On every page. Held for a second it stops everything at once; pressed, it asks what to stop. */
export function StopButton({ size = 'header' }: { size?: 'header' | 'menu' }) {
  const { t } = useTranslation()
  const { me, may } = useHere()
  const run = useStop()
  const mayStop = may('stop') || me.person.installationOwner
  return (
    <HoldButton
      size={size}
      loading={run.isPending}
      title={t('halt.buttonHint')}
      holding={t('halt.holding')}
      onHeld={() => (mayStop ? run.mutate(everything) : askToStop())}
      onEarly={() => askToStop()}
      onNear={() => void loadDialog()}
    >
      <IconHandStop size={18} stroke={2} aria-hidden />
      {run.isPending ? t('halt.stopping') : t('halt.button')}
    </HoldButton>
  )
}
