import { sql, type Kysely } from 'kysely'

/** After publishing: what was said before, edits and reposts, results, imports. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- the same or nearly the same text to the same account within so many days asks first; 0: never
    alter table workspace add column duplicate_days integer not null default 30 check (duplicate_days between 0 and 365);

    -- what the delivery says, without what does not make two texts different
    alter table delivery add column words text;
    create index delivery_said on delivery (account_id, due_at) where words is not null;

    -- the delivery whose post it edits or repeats
    alter table delivery add column subject_id uuid references delivery on delete cascade;
    create index delivery_of_subject on delivery (subject_id) where subject_id is not null;

    -- when its results are asked for next; null: not, or not any more
    alter table delivery add column results_at timestamptz;
    -- what is out since less than a month is looked at soon
    alter table delivery alter column results_at type timestamptz using (
      case when state = 'published' and remote_id is not null and sent_at > now() - interval '30 days' then now() end);
    create index delivery_results_due on delivery (results_at) where results_at is not null;

    create table delivery_result (
      delivery_id uuid primary key references delivery on delete cascade,
      -- null: the network does not tell
      likes integer,
      reposts integer,
      replies integer,
      quotes integer,
      -- the network does not show the post any more
      gone boolean not null default false,
      seen_at timestamptz not null,
      -- one object for each look, the oldest first
      history jsonb not null default '[]'
    );

    create table import (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      person_id uuid not null references person,
      file_name text not null,
      encoding text not null,
      separator text not null,
      template text,
      columns text[] not null,
      mapping jsonb not null,
      options jsonb not null,
      state text not null default 'read' check (state in ('read', 'checked', 'running', 'done', 'cancelled')),
      created_at timestamptz not null default now(),
      started_at timestamptz,
      ended_at timestamptz
    );
    create index import_of_workspace on import (workspace_id, created_at desc);

    create table import_row (
      import_id uuid not null references import on delete cascade,
      -- as a spreadsheet counts them: the header is row 1
      row integer not null,
      cells text[] not null,
      -- what it would become, and what speaks against it
      draft jsonb,
      problems jsonb not null default '[]',
      post_id uuid references post on delete set null,
      -- why it was not made, although the check found nothing
      refusal text,
      done_at timestamptz,
      primary key (import_id, row)
    );
    create index import_row_open on import_row (import_id, row) where done_at is null;
  `.execute(db)
}
