import { sql, type Kysely } from 'kysely'

/** Sign-ins that end: told of in advance, unless each renewal puts their end off. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account_credentials add column end_is_put_off boolean not null default false;
    create index credentials_end on account_credentials (ends_at) where ends_at is not null;
  `.execute(db)
}
