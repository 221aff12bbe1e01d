import { sql } from 'kysely'
import type { Db } from '../../db/pool.ts'

export interface ScopeOptions {
  readonly workspace?: string
  readonly network?: string
  readonly account?: string
  readonly campaign?: string
}

export interface Scope {
  readonly workspaceId: string | null
  readonly network?: string
  readonly accountId?: string
  readonly campaignId?: string
}

interface Named {
  readonly id: string
  readonly name: string
  readonly workspaceId: string
  readonly workspaceName: string
}

/** The one of that id or name. @throws Error that lists what there is */
function one(what: string, wanted: string, all: readonly Named[]): Named {
  const found = all.filter(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase())
  const [first] = found
  if (first !== undefined && found.length === 1) return first
  const shown = (found.length === 0 ? all : found).map(
    ({ id, name, workspaceName }) => `  ${id}  ${name}  (${workspaceName})`,
  )
  const problem =
    found.length === 0
      ? `There is no ${what} “${wanted}”.`
      : `More than one ${what} is called “${wanted}”: name its id.`
  throw new Error([problem, ...shown.slice(0, 50)].join('\n'))
}

/** What the options of the command line mean. Names count as people write them. @throws Error */
export async function readScope(db: Db, options: ScopeOptions): Promise<Scope> {
  const { workspace, network, account, campaign } = options
  const workspaces = await db
    .selectFrom('workspace')
    .select(['id', 'name', 'id as workspaceId', 'name as workspaceName'])
    .execute()
  let workspaceId = workspace === undefined ? null : one('workspace', workspace, workspaces).id
  const within = <T extends Named>(all: readonly T[]) =>
    all.filter((each) => workspaceId === null || each.workspaceId === workspaceId)
  let accountId: string | undefined
  let campaignId: string | undefined
  if (account !== undefined) {
    const accounts = await db
      .selectFrom('account as a')
      .innerJoin('workspace as w', 'w.id', 'a.workspaceId')
      .select(['a.id', 'a.handle as name', 'a.workspaceId', 'w.name as workspaceName'])
      .execute()
    const found = one('account', account, within(accounts))
    accountId = found.id
    workspaceId = found.workspaceId
  }
  if (campaign !== undefined) {
    const campaigns = await db
      .selectFrom('campaign as c')
      .innerJoin('workspace as w', 'w.id', 'c.workspaceId')
      .select(['c.id', 'c.name', 'c.workspaceId', 'w.name as workspaceName'])
      .where(sql<boolean>`c.archived_at is null`)
      .execute()
    const found = one('campaign', campaign, within(campaigns))
    campaignId = found.id
    workspaceId = found.workspaceId
  }
  return {
    workspaceId,
    ...(network === undefined ? {} : { network }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(campaignId === undefined ? {} : { campaignId }),
  }
}
