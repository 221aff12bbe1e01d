import { sql, type Selectable } from 'kysely'
import type { Credentials, SignInEnd } from '../../connectors/contract.ts'
import type { Db, Tx } from '../../db/pool.ts'
import type { Schema } from '../../db/schema.ts'
import type { SecretBox } from '../../lib/secret-box.ts'

const context = (accountId: string) => `account_credentials:${accountId}`

/** Seals what the network gave us for an account (I10). */
export async function saveCredentials(
  tx: Tx,
  box: SecretBox,
  accountId: string,
  credentials: Credentials,
  expiresAt: Date | undefined,
  end?: SignInEnd,
): Promise<void> {
  const values = {
    sealed: box.seal(JSON.stringify(credentials), context(accountId)),
    expiresAt: expiresAt ?? null,
    endsAt: end?.at ?? null,
    endIsPutOff: end?.putOff ?? false,
    updatedAt: new Date(),
  }
  await tx
    .insertInto('accountCredentials')
    .values({ accountId, ...values })
    .onConflict((conflict) =>
      conflict.column('accountId').doUpdateSet((eb) => ({
        ...values,
        // another end is announced anew
        announcedEnd: eb
          .case()
          .when('accountCredentials.endsAt', 'is not distinct from', eb.ref('excluded.endsAt'))
          .then(eb.ref('accountCredentials.announcedEnd'))
          .end(),
      })),
    )
    .execute()
}

export interface OpenCredentials {
  readonly credentials: Credentials
  readonly expiresAt: Date | null
}

/** As they are kept. */
export type SealedCredentials = Selectable<Schema['accountCredentials']>

/** By account. One that was disconnected has none. */
export async function readSealed(db: Db, accountIds: readonly string[]): Promise<Map<string, SealedCredentials>> {
  const rows = await db
    .selectFrom('accountCredentials')
    .selectAll()
    .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.accountId, row]))
}

/** @throws SealedError when no key opens them. */
export function openSealed(box: SecretBox, { accountId, sealed, expiresAt }: SealedCredentials): OpenCredentials {
  return { credentials: JSON.parse(box.open(sealed, context(accountId))) as Credentials, expiresAt }
}

/** Undefined for an account that was disconnected. @throws SealedError when no key opens them. */
export async function readCredentials(db: Db, box: SecretBox, accountId: string): Promise<OpenCredentials | undefined> {
  const sealed = (await readSealed(db, [accountId])).get(accountId)
  return sealed && openSealed(box, sealed)
}

/** Seals every secret under the newest key. @returns how many were sealed anew. */
export async function resealCredentials(tx: Tx, box: SecretBox): Promise<number> {
  const rows = await tx.selectFrom('accountCredentials').selectAll().forUpdate().execute()
  const stale = rows.filter((row) => box.isStale(row.sealed))
  for (const { accountId, sealed } of stale) {
    const plain = box.open(sealed, context(accountId))
    const anew = { sealed: box.seal(plain, context(accountId)) }
    await tx.updateTable('accountCredentials').set(anew).where('accountId', '=', accountId).execute()
  }
  return stale.length
}

/** Makes the next use renew the sign-in: the network called it expired before its time. */
export async function expireCredentials(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('accountCredentials')
    .set({ expiresAt: new Date(0) })
    .where('accountId', '=', accountId)
    .execute()
}
