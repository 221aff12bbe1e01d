/** Which active stops keep a delivery in, as the server's gate judges it; told before somebody presses a button in vain. Pure. */
import type { Delivery } from '../api/types.ts'
import type { Halt, Level, Scope } from './shapes.ts'

export interface Speech {
  readonly workspaceId: string
  readonly account: { readonly id: string; readonly network: string }
  readonly campaignId?: string | null
  readonly origin: Delivery['origin']
}

const levelCovers: Record<Level, readonly Delivery['origin'][]> = {
  automation: ['automation'],
  scheduled: ['automation', 'scheduled'],
  all: ['automation', 'scheduled', 'person'],
}

function within(scope: Scope, speech: Speech): boolean {
  return (
    (scope.workspaceId === null || scope.workspaceId === speech.workspaceId) &&
    (scope.network === null || scope.network === speech.account.network) &&
    (scope.accountId === null || scope.accountId === speech.account.id) &&
    (scope.campaignId === null || scope.campaignId === speech.campaignId)
  )
}

export function covers(halt: Pick<Halt, 'level' | 'scope' | 'exceptions' | 'liftedAt'>, speech: Speech): boolean {
  return (
    halt.liftedAt === null &&
    levelCovers[halt.level].includes(speech.origin) &&
    within(halt.scope, speech) &&
    !halt.exceptions.some((exception) => within(exception, speech))
  )
}
