import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import type { Delivery } from '../api/types.ts'
import { toastError } from '../shell/toast.ts'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant } from '../time/format.ts'
import { numbers, reactions } from './numbers.ts'
import { Sparkline } from './sparkline.tsx'
import classes from './results.module.css'

/** What became of a delivery on its network: the figures, how they grew, and when they were read. */
export function Results({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  const { results } = delivery
  const refresh = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/deliveries/{id}/results', {
          params: { path: { workspaceId: workspace.id, id: delivery.id } },
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['w', workspace.id, 'post', delivery.postId] }),
    onError: toastError,
  })
  const points = (results?.history ?? []).map((point) => ({ at: point.at, value: reactions(point) }))
  return (
    <div className={classes.results}>
      {results === null ? (
        <span className={classes.quiet}>{t('results.none')}</span>
      ) : (
        <>
          <dl className={classes.numbers} aria-label={t('results.title')}>
            {numbers.map((name) =>
              results[name] === null ? null : (
                <div key={name}>
                  <dt>{t(`results.${name}`, { count: results[name] })}</dt>
                  <dd>{results[name].toLocaleString(i18n.language)}</dd>
                </div>
              ),
            )}
          </dl>
          <Sparkline points={points} label={t('results.grew', { count: points.length })} />
          <span className={classes.quiet}>
            {results.gone ? `${t('results.gone')} ` : ''}
            {t('results.seen', { time: formatInstant(results.seenAt, workspace.timeZone, i18n.language) })}
          </span>
        </>
      )}
      {may('refreshResults') ? (
        <Button size="compact-xs" variant="subtle" loading={refresh.isPending} onClick={() => refresh.mutate()}>
          {t('results.refresh')}
        </Button>
      ) : null}
    </div>
  )
}
