import { Button, Group, Select, Table, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { unwrap } from '../api/problem.ts'
import { accountsQuery } from '../api/queries.ts'
import { queryClient, usePrefetched } from '../api/query-client.ts'
import { serverNow } from '../api/server-clock.ts'
import type { Drill } from '../api/types.ts'
import { networkName } from '../lift/covers.ts'
import { ErrorNotice } from '../shell/error-notice.tsx'
import { useHere } from '../shell/workspace-context.ts'
import { formatInstant, formatRelative } from '../time/format.ts'
import { Notice } from '../ui/notice.tsx'
import { Section } from '../ui/section.tsx'
import { DrillResult } from './drill-result.tsx'
import { drillsQuery } from './queries.ts'
import classes from './drills.module.css'

const tooOld = 90 * 24 * 3_600_000

/** “Rehearse the stop”: when it was done last, the button, what it showed, and all of them so far. */
export function Rehearsal() {
  const { t, i18n } = useTranslation()
  const { workspace, may } = useHere()
  const drills = usePrefetched(drillsQuery(workspace.id))
  const [last] = drills
  const age = last === undefined ? undefined : serverNow() - Date.parse(last.beganAt)
  return (
    <Section title={t('lift.drill.title')} lead={t('lift.drill.lead')}>
      <div className={classes.last}>
        <strong>
          {last === undefined || age === undefined
            ? t('lift.drill.never')
            : age < 60_000
              ? t('lift.drill.justNow')
              : t('lift.drill.last', {
                  when: formatRelative(Date.parse(last.beganAt), serverNow(), i18n.language),
                })}
        </strong>
        {age === undefined ? (
          <span>{t('lift.drill.neverHelp')}</span>
        ) : age > tooOld ? (
          <span>{t('lift.drill.old')}</span>
        ) : null}
      </div>
      {may('drill') ? <Rehearse /> : null}
      {drills.length === 0 ? null : <History drills={drills} />}
    </Section>
  )
}

function Rehearse() {
  const { t } = useTranslation()
  const { workspace } = useHere()
  const accounts = (useQuery(accountsQuery(workspace.id)).data ?? []).filter(
    ({ disconnectedAt }) => disconnectedAt === null,
  )
  const [scope, setScope] = useState('')
  const run = useMutation({
    mutationFn: () => {
      const [kind = '', value = ''] = scope.split(':')
      const body = kind === '' ? {} : { [kind]: value }
      return unwrap(
        api.POST('/api/workspaces/{workspaceId}/drills', {
          params: { path: { workspaceId: workspace.id } },
          body,
        }),
      )
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: drillsQuery(workspace.id).queryKey }),
  })
  const networks = [...new Set(accounts.map(({ network }) => network))]
  return (
    <div className={classes.rehearse}>
      <Group gap="xs" align="flex-end">
        <Select
          label={t('lift.drill.scope')}
          data={[
            { value: '', label: t('lift.drill.whole') },
            ...networks.map((network) => ({ value: `network:${network}`, label: networkName(network, t) })),
            ...accounts.map(({ id, handle }) => ({ value: `accountId:${id}`, label: `@${handle}` })),
          ]}
          value={scope}
          onChange={(value) => setScope(value ?? '')}
          allowDeselect={false}
          w={256}
        />
        <Button loading={run.isPending} onClick={() => run.mutate()}>
          {t('lift.drill.start')}
        </Button>
      </Group>
      {run.isPending ? <Notice live="polite">{t('lift.drill.running')}</Notice> : null}
      <ErrorNotice error={run.error} />
      {run.isSuccess ? <DrillResult drill={run.data} /> : null}
    </div>
  )
}

function History({ drills }: { drills: readonly Drill[] }) {
  const { t, i18n } = useTranslation()
  const { workspace } = useHere()
  return (
    <>
      <h3 className={classes.part}>{t('lift.drill.history')}</h3>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing={6} className={`${classes.history} tabular`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('lift.drill.when')}</Table.Th>
              <Table.Th>{t('lift.drill.who')}</Table.Th>
              <Table.Th>{t('lift.drill.sealed')}</Table.Th>
              <Table.Th>{t('lift.drill.silent')}</Table.Th>
              <Table.Th>{t('lift.drill.wouldHold')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {drills.map((drill) => (
              <Table.Tr key={drill.id}>
                <Table.Td>
                  <time dateTime={drill.beganAt}>
                    {formatInstant(drill.beganAt, workspace.timeZone, i18n.language)}
                  </time>
                </Table.Td>
                <Table.Td>{drill.by}</Table.Td>
                <Table.Td>{t('lift.drill.ms', { ms: drill.sealedMs })}</Table.Td>
                <Table.Td>
                  {drill.silentMs === null ? (
                    <Text span fz="inherit" c="var(--vigie-hold)">
                      {t('lift.drill.notSilent')}
                    </Text>
                  ) : (
                    t('lift.drill.ms', { ms: drill.silentMs })
                  )}
                </Table.Td>
                <Table.Td>{drill.wouldHold}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}
