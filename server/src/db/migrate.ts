import { runMigrations as runJobMigrations } from 'graphile-worker'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations/index.ts'
import type { Database } from './pool.ts'

/**
 * Brings the database to this version: our tables, then the job queue's. Several processes may call it at once; one works,
 * the others wait. @returns names of the migrations that ran.
 */
export async function migrate({ db, pool }: Database): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error !== undefined) throw new Error('A migration failed; the database is as it was before it', { cause: error })
  await runJobMigrations({ pgPool: pool })
  return (results ?? []).map((result) => result.migrationName)
}

/** Names of migrations the database still lacks. */
export async function pendingMigrations({ db }: Pick<Database, 'db'>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
  const all = await migrator.getMigrations()
  return all.filter((migration) => migration.executedAt === undefined).map((migration) => migration.name)
}
