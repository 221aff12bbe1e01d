import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { networksQuery } from '../api/queries.ts'
import { queryClient } from '../api/query-client.ts'
import type { Delivery } from '../api/types.ts'
import { rememberSending } from '../deliveries/undo-store.ts'
import { withTexts } from '../i18n/start.ts'
import { toast } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { follow, type Following } from './follow.ts'
import classes from './after.module.css'

const RepostDialog = lazy(async () => ({
  default: (await withTexts('planning', () => import('./repost-dialog.tsx'))).RepostDialog,
}))
const EditDialog = lazy(async () => ({ default: (await import('./edit-dialog.tsx')).EditDialog }))

/** What can be done with a post that is out: repeat it, rewrite it. What its network lacks is said. */
export function AfterActions({ delivery }: { delivery: Delivery }) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const [asking, ask] = useState<'repost' | 'edit' | null>(null)
  const { can, account } = delivery
  const offered = may('send') && (can.repost || can.edit)
  const networks = useQuery({ ...networksQuery, enabled: offered }).data ?? []
  const run = useMutation({
    mutationFn: (what: Following) => follow(workspace.id, delivery.id, what),
    onSuccess: (made, what) => {
      ask(null)
      rememberSending(workspace.id, delivery.postId, [made])
      toast(t(what.do === 'repost' ? 'after.reposted' : 'after.edited'))
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['w', workspace.id] }),
  })
  if (!offered) return null
  const hasEdit = networks.some(
    ({ network, capabilities }) => network === account.network && capabilities['edit'] !== 'none',
  )
  const close = () => {
    ask(null)
    run.reset()
  }
  const dialog = { delivery, loading: run.isPending, error: run.error, onClose: close, onSubmit: run.mutate }
  return (
    <div className={classes.acts}>
      {can.repost ? (
        <Button size="xs" variant="default" onClick={() => ask('repost')}>
          {t('after.repost')}
        </Button>
      ) : null}
      {can.edit && hasEdit ? (
        <Button size="xs" variant="default" onClick={() => ask('edit')}>
          {t('after.edit')}
        </Button>
      ) : null}
      {networks.length > 0 && !hasEdit ? (
        <span className={classes.quiet}>
          {t('after.noEdit', { network: t(`accounts.network.${account.network}`) })}
        </span>
      ) : null}
      <Suspense fallback={null}>
        {asking === 'repost' ? <RepostDialog {...dialog} /> : null}
        {asking === 'edit' ? <EditDialog {...dialog} /> : null}
      </Suspense>
    </div>
  )
}
