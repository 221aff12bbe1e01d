import { sql } from 'kysely'
import type { Db, Tx } from '../../db/pool.ts'
import type { Campaign } from '../../db/schema.ts'
import { newId } from '../../lib/ids.ts'
import { record, type Actor } from '../audit/record.ts'
import { type Core, transact } from '../context.ts'
import { errors } from '../errors.ts'

/** A workspace's campaigns: those in use by name, then those put away. */
export async function listCampaigns(db: Db, workspaceId: string): Promise<Campaign[]> {
  return db
    .selectFrom('campaign')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .orderBy('archivedAt', (order) => order.desc().nullsFirst())
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute()
}

/** @throws NOT_FOUND, also for a campaign of another workspace (I11), or one that was put away */
export async function assertCampaign(tx: Tx, workspaceId: string, id: string): Promise<void> {
  const found = await tx
    .selectFrom('campaign')
    .select('id')
    .where('id', '=', id)
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .executeTakeFirst()
  if (found === undefined) throw errors.notFound('This campaign is not in this workspace.', { field: 'campaignId' })
}

/** @throws CAMPAIGN_EXISTS */
export async function createCampaign(
  core: Core,
  request: { readonly workspaceId: string; readonly name: string; readonly colour: string; readonly actor: Actor },
): Promise<Campaign> {
  const { workspaceId, name, colour, actor } = request
  return transact(core, async (tx) => {
    await assertNameIsFree(tx, workspaceId, name)
    const campaign = await tx
      .insertInto('campaign')
      .values({ id: newId(), workspaceId, name, colour })
      .returningAll()
      .executeTakeFirstOrThrow()
    const subject = { kind: 'campaign', id: campaign.id } as const
    await record(tx, { workspaceId, action: 'campaign.created', actor, subject, detail: { name } })
    return campaign
  })
}

/** Renames or recolours a campaign, puts it away or takes it back. @throws NOT_FOUND, CAMPAIGN_EXISTS */
export async function changeCampaign(
  core: Core,
  request: {
    readonly workspaceId: string
    readonly id: string
    readonly change: {
      readonly name?: string | undefined
      readonly colour?: string | undefined
      readonly archived?: boolean | undefined
    }
    readonly actor: Actor
  },
): Promise<Campaign> {
  const { workspaceId, id, change, actor } = request
  const { name, colour, archived } = change
  return transact(core, async (tx) => {
    const before = await tx
      .selectFrom('campaign')
      .selectAll()
      .where('id', '=', id)
      .where('workspaceId', '=', workspaceId)
      .forUpdate()
      .executeTakeFirst()
    if (before === undefined) throw errors.notFound()
    const inUse = archived === undefined ? before.archivedAt === null : !archived
    if (inUse) await assertNameIsFree(tx, workspaceId, name ?? before.name, id)
    const campaign = await tx
      .updateTable('campaign')
      .set({
        name: name ?? before.name,
        colour: colour ?? before.colour,
        archivedAt: inUse ? null : (before.archivedAt ?? sql<Date>`clock_timestamp()`),
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const subject = { kind: 'campaign', id } as const
    await record(tx, {
      workspaceId,
      action: 'campaign.changed',
      actor,
      subject,
      detail: { before: before.name, ...change },
    })
    return campaign
  })
}

/** Two who take the same name at once: the workspace is locked, so that the second sees the first. */
async function assertNameIsFree(tx: Tx, workspaceId: string, name: string, except?: string): Promise<void> {
  await tx.selectFrom('workspace').select('id').where('id', '=', workspaceId).forNoKeyUpdate().execute()
  let select = tx
    .selectFrom('campaign')
    .select('id')
    .where('workspaceId', '=', workspaceId)
    .where('archivedAt', 'is', null)
    .where(sql<boolean>`lower(name) = lower(${name})`)
  if (except !== undefined) select = select.where('id', '<>', except)
  const taken = await select.executeTakeFirst()
  if (taken !== undefined) throw errors.campaignExists(undefined, { field: 'name', campaignId: taken.id })
}
