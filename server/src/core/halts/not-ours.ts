import type { Network, ScheduledElsewhere } from '../../connectors/contract.ts'
import type { Db } from '../../db/pool.ts'
import type { Account, Halt } from '../../db/schema.ts'
import { findAccount } from '../accounts/find.ts'
import { openSignIn } from '../accounts/sign-in.ts'
import type { Actor } from '../audit/record.ts'
import type { Core } from '../context.ts'
import { errors } from '../errors.ts'
import { cancelScheduled } from '../gate/cancel-scheduled.ts'
import { findHaltHere } from './find.ts'

/** What waits with the networks themselves, put there by others: a stop of ours does not keep it in. */
export interface NotOurs {
  readonly items: readonly (ScheduledElsewhere & { readonly accountId: string })[]
  /** Networks that keep no schedule. What another tool keeps in a queue of its own can only be stopped there. */
  readonly unsupported: readonly Network[]
  /** Accounts that could not be looked into: doubt is told, never taken for nothing. */
  readonly failed: readonly { readonly accountId: string; readonly detail: string }[]
}

/** @throws NOT_FOUND for a halt that does not concern the workspace */
export async function listNotOurs(core: Core, workspaceId: string, haltId: string): Promise<NotOurs> {
  const accounts = await accountsOf(core.db, workspaceId, await findHaltHere(core.db, workspaceId, haltId))
  const looked = await Promise.all(accounts.map((account) => look(core, account)))
  return {
    items: looked.flatMap(({ items = [] }) => items).toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()),
    unsupported: [...new Set(looked.flatMap(({ unsupported }) => unsupported ?? []))],
    failed: looked.flatMap(({ failed }) => failed ?? []),
  }
}

/**
 * Cancels one of them on its network.
 * @throws NOT_FOUND for a halt that does not concern the workspace, or an account out of its scope; NETWORK_UNSUPPORTED,
 * NETWORK_REFUSED
 */
export async function cancelNotOurs(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly haltId: string
    readonly accountId: string
    readonly id: string
    readonly actor: Actor
  },
): Promise<void> {
  const { workspaceId, haltId, accountId, id, actor } = request
  const halt = await findHaltHere(core.db, workspaceId, haltId)
  const account = await findAccount(core.db, workspaceId, accountId)
  if (!isIn(halt, account)) throw errors.notFound()
  await cancelScheduled(core, { account, id, detail: { halt: haltId }, actor })
}

/** Such a thing has no campaign of ours: a halt of a campaign looks into every account. */
const isIn = ({ network, accountId }: Halt, account: Account) =>
  (network === null || network === account.network) && (accountId === null || accountId === account.id)

async function accountsOf(db: Db, workspaceId: string, halt: Halt): Promise<Account[]> {
  const accounts = await db
    .selectFrom('account')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('disconnectedAt', 'is', null)
    .orderBy('handle')
    .execute()
  return accounts.filter((account) => isIn(halt, account))
}

interface Looked {
  readonly items?: NotOurs['items']
  readonly unsupported?: Network
  readonly failed?: NotOurs['failed'][number]
}

async function look(core: Core, account: Account): Promise<Looked> {
  const accountId = account.id
  const network = account.network as Network
  const connector = core.connectors[network]
  if (connector.listScheduled === undefined) return { unsupported: network }
  const { credentials, outcome } = await openSignIn(core, account)
  if (credentials === undefined)
    return { failed: { accountId, detail: outcome?.detail ?? `${account.handle} has no sign-in` } }
  const listed = await connector.listScheduled(credentials)
  if (listed.kind !== 'listed') return { failed: { accountId, detail: listed.detail } }
  return { items: listed.items.map((item) => ({ ...item, accountId })) }
}
