import type { TFunction } from 'i18next'
import type { Account, Campaign, Halt } from '../api/types.ts'

interface Narrowed {
  readonly network: string | null
  readonly accountId: string | null
  readonly campaignId: string | null
  readonly workspaceId: string | null
}

/** The parts by which something is narrowed, in words. */
function partsOf(
  narrowed: Omit<Narrowed, 'workspaceId'>,
  names: { account?: string | undefined; campaign?: string | undefined },
  t: TFunction,
): string[] {
  const { network, accountId, campaignId } = narrowed
  return [
    ...(network === null ? [] : [t('lift.covers.network', { name: networkName(network, t) })]),
    ...(accountId === null ? [] : [t('lift.covers.account', { name: names.account ?? '?' })]),
    ...(campaignId === null ? [] : [t('lift.covers.campaign', { name: names.campaign ?? '?' })]),
  ]
}

export function networkName(network: string, t: TFunction): string {
  return t(`accounts.network.${network as Account['network']}`, { defaultValue: network })
}

/** “everything outgoing, on Bluesky, in the campaign Fair”. */
export function coversSentence(halt: Pick<Halt, 'level' | 'scope' | 'scopeNames'>, t: TFunction): string {
  const level = t(`lift.level.${halt.level}`)
  const parts = partsOf(halt.scope, halt.scopeNames, t)
  if (parts.length > 0) return t('lift.covers.part', { level, parts: parts.join(', ') })
  return t(halt.scope.workspaceId === null ? 'lift.covers.installation' : 'lift.covers.workspace', { level })
}

/** What was lifted before the rest. */
export function exceptionWords(
  { exceptions }: Pick<Halt, 'exceptions'>,
  here: { workspaceId: string; accounts: readonly Account[]; campaigns: readonly Campaign[] },
  t: TFunction,
): string {
  const one = (exception: Narrowed) => {
    const names = {
      account: here.accounts.find(({ id }) => id === exception.accountId)?.handle,
      campaign: here.campaigns.find(({ id }) => id === exception.campaignId)?.name,
    }
    const whole =
      exception.workspaceId === null
        ? []
        : [t(exception.workspaceId === here.workspaceId ? 'lift.covers.thisWorkspace' : 'lift.covers.otherWorkspace')]
    return [...partsOf(exception, names, t), ...whole].join(', ')
  }
  return exceptions.map(one).join('\u202f; ')
}
