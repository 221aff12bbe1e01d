import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient, useSuspenseInfiniteQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EndingSignIns } from '../accounts/ending-sign-ins.tsx'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { paths } from '../shell/paths.ts'
import { useHere } from '../shell/workspace-context.ts'
import { zoneCity } from '../time/format.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Asked } from './asked.tsx'
import { groupNeeds } from './group.ts'
import { NeedGroupSection } from './need-group.tsx'
import { decideNeeds, needsQuery, type NeedDecision } from './queries.ts'
import classes from './needs.module.css'

const nothingWaits = {
  counts: { held: 0, failed: 0, unconfirmed: 0, approvals: 0, signIns: 0, total: 0 },
  approvals: [],
}

/** Everything that waits for a person: what happened, whether anything is public, what to do. */
export function NeedsPage() {
  const { t } = useTranslation()
  const { workspace: workspaceId } = useParams({ strict: false }) as { workspace: string }
  const { workspace, may } = useHere()
  const client = useQueryClient()
  const list = useSuspenseInfiniteQuery(needsQuery(workspaceId))
  const [first] = list.data.pages
  const { counts, approvals } = first ?? nothingWaits
  const deliveries = list.data.pages.flatMap((page) => page.deliveries)
  const [selected, select] = useState<ReadonlySet<string>>(new Set())
  const [dropping, drop] = useDisclosure(false)
  // What was decided by another meanwhile is not chosen any more.
  const chosen = new Set(deliveries.map(({ id }) => id).filter((id) => selected.has(id)))
  const run = useMutation({
    mutationFn: (as: NeedDecision) => decideNeeds(workspaceId, [...chosen], as),
    onSuccess: () => {
      drop.close()
      select(new Set())
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['w', workspaceId] }),
  })
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const id of ids) {
      if (on) next.add(id)
      else next.delete(id)
    }
    select(next)
  }
  const waiting = counts.held + counts.failed + counts.unconfirmed
  return (
    <Page
      title={t('needs.title')}
      lead={`${t('needs.lead')} ${t('common.zoneIs', { zone: zoneCity(workspace.timeZone) })}`}
      actions={
        counts.held > 0 ? (
          <LinkButton to={paths.held({ workspace: workspaceId })} variant="default">
            {t('needs.heldMore')}
          </LinkButton>
        ) : undefined
      }
    >
      {run.data === undefined ? null : (
        <Notice tone={run.data.refused.length === 0 ? 'done' : 'hold'} live="polite">
          {t('needs.done', { count: run.data.done })}
          {run.data.refused.length === 0 ? '' : ` ${t('needs.refused', { count: run.data.refused.length })}`}
        </Notice>
      )}
      <EndingSignIns />
      <Asked approvals={approvals} />
      {counts.total === 0 ? <Empty title={t('needs.empty')}>{t('needs.emptyBody')}</Empty> : null}
      {groupNeeds(deliveries).map((group) => (
        <NeedGroupSection
          key={group.key}
          group={group}
          chosen={chosen}
          onChoose={may('changeDelivery') ? choose : undefined}
        />
      ))}
      {list.hasNextPage ? (
        <Group gap="sm" mt="md">
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('common.more')}
          </Button>
          <span className={classes.about}>
            {t('needs.notShown', { count: Math.max(1, waiting - deliveries.length) })}
          </span>
        </Group>
      ) : null}
      {chosen.size === 0 ? null : (
        <div className={classes.bar} role="toolbar" aria-label={t('needs.decide')}>
          <span className="tabular">{t('needs.chosen', { count: chosen.size })}</span>
          <Group gap="xs">
            <Button
              loading={run.isPending && run.variables === 'send_now'}
              onClick={() => run.mutate('send_now')}
              disabled={chosen.size > 500}
            >
              {t('needs.send')}
            </Button>
            <Button variant="default" onClick={drop.open}>
              {t('needs.drop')}
            </Button>
            <Button variant="subtle" onClick={() => select(new Set())}>
              {t('needs.none')}
            </Button>
          </Group>
          <ErrorNotice error={run.error} />
        </div>
      )}
      <Confirm
        opened={dropping}
        title={t('needs.dropTitle', { count: chosen.size })}
        confirmLabel={t('needs.drop')}
        cancelLabel={t('common.cancel')}
        loading={run.isPending}
        submitError={<ErrorNotice error={run.error} />}
        onConfirm={() => run.mutate('drop')}
        onClose={drop.close}
      >
        {t('needs.dropBody')}
      </Confirm>
    </Page>
  )
}
