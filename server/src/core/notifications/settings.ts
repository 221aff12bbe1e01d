import type { Db } from '../../db/pool.ts'
import type { Role } from '../../db/schema.ts'
import type { Core } from '../context.ts'
import { notificationKinds, usualWays, type NotificationKind, type Ways } from './kinds.ts'

export type Setting = Ways & { readonly kind: NotificationKind }

/** How a person is told of each kind in a workspace. */
export async function readSettings(
  db: Db,
  workspaceId: string,
  { personId, role }: { readonly personId: string; readonly role: Role },
): Promise<Setting[]> {
  const rows = await db
    .selectFrom('notificationSetting')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('personId', '=', personId)
    .execute()
  return notificationKinds.map((kind) => {
    const { inApp, email, browser } = rows.find((row) => row.kind === kind) ?? usualWays(role, kind)
    return { kind, inApp, email, browser }
  })
}

/** A person's own wish about being told: it changes nothing for anybody else. */
export async function changeSettings(
  core: Pick<Core, 'db'>,
  workspaceId: string,
  personId: string,
  settings: readonly Setting[],
): Promise<void> {
  if (settings.length === 0) return
  await core.db
    .insertInto('notificationSetting')
    .values(settings.map((setting) => ({ workspaceId, personId, ...setting })))
    .onConflict((conflict) =>
      conflict.columns(['workspaceId', 'personId', 'kind']).doUpdateSet((eb) => ({
        inApp: eb.ref('excluded.inApp'),
        email: eb.ref('excluded.email'),
        browser: eb.ref('excluded.browser'),
      })),
    )
    .execute()
}
