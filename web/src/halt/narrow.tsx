import { Radio, Select, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { accountsQuery } from '../api/queries.ts'
import { campaignsInUseQuery } from '../campaigns/queries.ts'
import { mayIn } from '../people/may.ts'
import { useHere } from '../shell/workspace-context.ts'
import type { Reach, Stop } from './acts.ts'
import classes from './stop.module.css'

const levels = ['all', 'scheduled', 'automation'] as const

/** What stops, and which posts: everything, unless somebody says less. */
export function Narrow({ value, onChange }: { value: Stop; onChange: (next: Stop) => void }) {
  const { t } = useTranslation()
  const { workspace, me } = useHere()
  const accounts = (useQuery(accountsQuery(workspace.id)).data ?? []).filter(
    ({ disconnectedAt }) => disconnectedAt === null,
  )
  const campaigns = useQuery(campaignsInUseQuery(workspace.id)).data ?? []
  const networks = [...new Set(accounts.map(({ network }) => network))]
  const { reach } = value
  const to = (next: Reach) => onChange({ ...value, reach: next })
  const names = me.memberships.filter((one) => mayIn(one, 'stop')).map((one) => one.workspace.name)
  const [network] = networks
  return (
    <div className={classes.narrow}>
      <Radio.Group
        label={t('halt.dialog.reach')}
        value={reach.kind}
        onChange={(kind) => {
          if (kind === 'all' || kind === 'workspace') to({ kind })
          else if (kind === 'network')
            to({ kind, network: networks.length === 1 && network !== undefined ? network : '' })
          else if (kind === 'account') to({ kind, accountId: accounts.length === 1 ? (accounts[0]?.id ?? '') : '' })
          else to({ kind: 'campaign', campaignId: '' })
        }}
      >
        <Stack gap="xs" mt={8}>
          <Radio
            value="all"
            label={t('halt.dialog.reachAll')}
            description={
              me.person.installationOwner
                ? t('halt.dialog.reachInstallation')
                : t('halt.dialog.reachAllHelp', { names: names.join(', ') })
            }
          />
          <Radio value="workspace" label={t('halt.dialog.reachWorkspace', { name: workspace.name })} />
          {networks.length > 1 ? <Radio value="network" label={t('halt.dialog.reachNetwork')} /> : null}
          {reach.kind === 'network' ? (
            <Select
              ml={32}
              aria-label={t('halt.dialog.network')}
              placeholder={t('halt.dialog.network')}
              value={reach.network}
              onChange={(chosen) => to({ kind: 'network', network: networks.find((one) => one === chosen) ?? '' })}
              data={networks.map((one) => ({ value: one, label: t(`accounts.network.${one}`) }))}
            />
          ) : null}
          {accounts.length > 0 ? <Radio value="account" label={t('halt.dialog.reachAccount')} /> : null}
          {reach.kind === 'account' ? (
            <Select
              ml={32}
              aria-label={t('halt.dialog.account')}
              placeholder={t('halt.dialog.account')}
              searchable
              value={reach.accountId}
              onChange={(accountId) => to({ kind: 'account', accountId: accountId ?? '' })}
              data={accounts.map(({ id, handle, network: of }) => ({
                value: id,
                label: `@${handle} · ${t(`accounts.network.${of}`)}`,
              }))}
            />
          ) : null}
          {campaigns.length > 0 ? <Radio value="campaign" label={t('halt.dialog.reachCampaign')} /> : null}
          {reach.kind === 'campaign' ? (
            <Select
              ml={32}
              aria-label={t('halt.dialog.campaign')}
              placeholder={t('halt.dialog.campaign')}
              searchable
              value={reach.campaignId}
              onChange={(campaignId) => to({ kind: 'campaign', campaignId: campaignId ?? '' })}
              data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
            />
          ) : null}
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={t('halt.dialog.level')}
        value={value.level}
        onChange={(chosen) => onChange({ ...value, level: levels.find((one) => one === chosen) ?? 'all' })}
      >
        <Stack gap="xs" mt={8}>
          {levels.map((level) => (
            <Radio
              key={level}
              value={level}
              label={t(`halt.level.${level}`)}
              description={t(`halt.levelHelp.${level}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </div>
  )
}
