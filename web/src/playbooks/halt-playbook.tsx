import { Button, Group, Select, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { queryClient } from '../api/query-client.ts'
import { haltQuery } from '../halt/queries.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { Section } from '../ui/section.tsx'
import { byFit } from './match.ts'
import { playbooksQuery, runsQuery } from './queries.ts'
import { Run } from './run.tsx'

interface HaltPlaybookProps {
  workspaceId: string
  haltId: string
  /** False where only what was taken up is of use. */
  offering?: boolean
}

/** On the page of a stop: the plan that was written for it, offered, taken up, and ticked off together. */
export function HaltPlaybook({ workspaceId, haltId, offering = true }: HaltPlaybookProps) {
  const { t } = useTranslation()
  const runs = useQuery(runsQuery(workspaceId, haltId))
  const playbooks = useQuery(playbooksQuery(workspaceId))
  const error = runs.error ?? playbooks.error
  if (error !== null) {
    return (
      <Section title={t('playbooks.run.title')}>
        <ErrorNotice error={error} />
      </Section>
    )
  }
  if (runs.data === undefined || playbooks.data === undefined) return null
  const taken = new Set(runs.data.map(({ playbookId }) => playbookId))
  return (
    <>
      {runs.data.map((run) => (
        <Run key={run.id} run={run} haltId={haltId} />
      ))}
      {offering ? (
        <Offer
          haltId={haltId}
          first={runs.data.length === 0}
          playbooks={playbooks.data.filter(({ id }) => !taken.has(id))}
        />
      ) : null}
    </>
  )
}

interface OfferProps {
  haltId: string
  /** None was taken up yet. */
  first: boolean
  playbooks: readonly { readonly id: string; readonly name: string; readonly situation: string }[]
}

function Offer({ haltId, first, playbooks }: OfferProps) {
  const { t } = useTranslation()
  const { workspace, may } = useHere()
  const reason = useQuery(haltQuery(workspace.id, haltId)).data?.reason ?? ''
  const [other, setOther] = useState<string | null>(null)
  const take = useMutation({
    mutationFn: (playbookId: string) =>
      unwrap(
        api.POST('/api/workspaces/{workspaceId}/halts/{id}/playbook', {
          params: { path: { workspaceId: workspace.id, id: haltId } },
          body: { playbookId },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: runsQuery(workspace.id, haltId).queryKey }),
  })
  const [best, ...rest] = byFit(playbooks, reason)
  if (best === undefined) {
    if (!first) return null
    return <Section title={t('playbooks.run.title')} lead={t('playbooks.run.offerNone')} />
  }
  const chosen = playbooks.find(({ id }) => id === other) ?? best
  const choice = (
    <Group gap="xs" align="flex-end">
      <Button
        variant={first ? 'filled' : 'default'}
        loading={take.isPending}
        onClick={() => take.mutate(chosen.id)}
        disabled={!may('tickPlaybooks')}
      >
        {t('playbooks.run.take', { name: chosen.name })}
      </Button>
      {rest.length === 0 ? null : (
        <Select
          aria-label={t('playbooks.run.other')}
          placeholder={t('playbooks.run.other')}
          data={playbooks.map(({ id, name }) => ({ value: id, label: name }))}
          value={other}
          onChange={setOther}
          w={256}
        />
      )}
    </Group>
  )
  if (!first) return may('tickPlaybooks') ? <div style={{ marginBottom: 16 }}>{choice}</div> : null
  return (
    <Section title={t('playbooks.run.title')} lead={t('playbooks.run.offer')}>
      {chosen.situation === '' ? null : (
        <Text mb="sm" data-kind="said">
          {chosen.situation}
        </Text>
      )}
      {choice}
      {may('tickPlaybooks') ? null : (
        <Text size="sm" c="dimmed" mt={4}>
          {t('playbooks.run.notYou')}
        </Text>
      )}
      <ErrorNotice error={take.error} />
    </Section>
  )
}
