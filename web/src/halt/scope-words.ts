import type { TFunction } from 'i18next'
import type { Account } from '../api/types.ts'
import type { Halt, Scope } from './shapes.ts'

const networkName = (network: string, t: TFunction) =>
  t(`accounts.network.${network as Account['network']}`, { defaultValue: network })

/** What a stop covers, in words: the narrowest part says it. */
export function scopeWords(halt: Pick<Halt, 'scope' | 'scopeNames'>, t: TFunction): string {
  const { scope, scopeNames } = halt
  if (scope.campaignId !== null) return t('halt.scope.campaign', { name: scopeNames.campaign ?? '' })
  if (scope.accountId !== null) return t('halt.scope.account', { handle: scopeNames.account ?? '' })
  if (scope.network !== null) return t('halt.scope.network', { network: networkName(scope.network, t) })
  if (scope.workspaceId !== null) return t('halt.scope.workspace', { name: scopeNames.workspace ?? '' })
  return t('halt.scope.installation')
}

/** Names of accounts and campaigns that only their ids are known of here. */
export interface Names {
  readonly accounts: readonly { readonly id: string; readonly handle: string }[]
  readonly campaigns: readonly { readonly id: string; readonly name: string }[]
  readonly workspace: string
}

/** The same for a part that was lifted before the rest. */
export function exceptionWords(scope: Scope, names: Names, t: TFunction): string {
  const account = names.accounts.find(({ id }) => id === scope.accountId)?.handle
  const campaign = names.campaigns.find(({ id }) => id === scope.campaignId)?.name
  return scopeWords(
    {
      scope,
      scopeNames: {
        workspace: names.workspace,
        ...(account === undefined ? {} : { account }),
        ...(campaign === undefined ? {} : { campaign }),
      },
    },
    t,
  )
}
