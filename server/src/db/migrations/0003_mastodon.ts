import { sql, type Kysely } from 'kysely'

/** Networks of many servers: what an account's server allows, our registration with each, sign-ins on the network's own page. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account add column text_limits jsonb;

    -- how a server knows Vigie; people come back to one address, so it is a part of it
    create table network_app (
      id uuid primary key,
      network text not null,
      service text not null,
      return_to text not null,
      sealed bytea not null,
      registered_at timestamptz not null default now(),
      unique (network, service, return_to)
    );

    -- a person was sent to a network's page and has not come back yet
    create table begun_sign_in (
      id uuid primary key,
      state_hash bytea not null unique,
      workspace_id uuid not null references workspace on delete cascade,
      person_id uuid not null references person on delete cascade,
      -- the one that is signed in again
      account_id uuid references account on delete cascade,
      network text not null,
      service text not null,
      return_to text not null,
      sealed bytea not null,
      expires_at timestamptz not null
    );
    create index begun_sign_in_by_end on begun_sign_in (expires_at);
  `.execute(db)
}
