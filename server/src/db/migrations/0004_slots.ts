import { sql, type Kysely } from 'kysely'

/** The queue's recurring times of each account: local times in a zone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table slot_plan (
      account_id uuid primary key references account on delete cascade,
      time_zone text not null,
      updated_at timestamptz not null default now()
    );
    create table slot (
      account_id uuid not null references slot_plan on delete cascade,
      day smallint not null check (day between 1 and 7),
      at text not null check (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      primary key (account_id, day, at)
    );
  `.execute(db)
}
