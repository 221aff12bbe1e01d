import { sql, type Kysely } from 'kysely'

/** Hearing of what people do with what is out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- what a server knows us by names what we may ask for, and news were not among it: we introduce ourselves anew
    delete from network_app where network = 'mastodon';

    -- when somebody last answered it, or what follows it in its thread, as far as its network told
    alter table delivery add column news_at timestamptz;
    -- whose post it is that a network speaks of
    create index delivery_remote on delivery (account_id, remote_id) where remote_id is not null;

    -- who follows an account's news, and up to where they were taken
    create table account_news (
      account_id uuid primary key references account on delete cascade,
      -- the network's own word for a place in the account's news; empty: there never was any
      seen_up_to text,
      -- the process that follows them, until it says so again
      holder uuid,
      held_until timestamptz,
      state text not null default 'waiting' check (state in ('waiting', 'told', 'asked', 'not_allowed')),
      detail text,
      tried_at timestamptz not null default now(),
      next_try_at timestamptz
    );
  `.execute(db)
}
