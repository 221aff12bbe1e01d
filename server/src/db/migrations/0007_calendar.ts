import { sql, type Kysely } from 'kysely'

/** The calendar: the order of an account's days, which times came of a queue, recurring posts, and feeds to read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- the calendar of one account among thousands
    create index delivery_of_account on delivery (account_id, due_at, id);
    -- its time is one of its account's queue: these times may be exchanged
    alter table delivery add column from_slot boolean not null default false;

    -- a post that comes again and again; each occurrence is a post of its own
    create table series (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      -- the one it began with
      post_id uuid not null references post on delete cascade,
      rule text not null check (rule <> ''),
      time_zone text not null,
      -- the first, on the wall of the zone
      starts_at text not null check (starts_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
      automatic boolean not null default false,
      -- what is due before has been made
      made_until timestamptz not null,
      -- when it is looked at next; null: nothing more will come of it
      look_at timestamptz default now(),
      -- why the last look ahead made less than it should
      problem text,
      created_by uuid not null references person,
      created_at timestamptz not null default now(),
      ended_at timestamptz
    );
    create index series_of_workspace on series (workspace_id, created_at);
    create index series_to_extend on series (look_at) where ended_at is null and look_at is not null;
    create table occurrence (
      series_id uuid not null references series on delete cascade,
      -- its time on the wall, as the rule gives it
      wall text not null,
      post_id uuid not null unique references post on delete cascade,
      -- what it was when it was made: it is detached once the post, or a time, is another
      due_at timestamptz not null,
      post_version integer not null,
      primary key (series_id, wall)
    );

    -- the address at which a person's calendar program reads a workspace
    create table calendar_feed (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      person_id uuid not null references person on delete cascade,
      token_hash bytea not null unique,
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      revoked_at timestamptz
    );
    create unique index calendar_feed_in_use on calendar_feed (workspace_id, person_id) where revoked_at is null;
  `.execute(db)
}
