import { sql, type Kysely } from 'kysely'

/** Posts of several items, a variant for each account, deliveries that follow one another, a tone for each network. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table post add column items jsonb, add column options jsonb not null default '{}';
    update post set
      items = jsonb_build_array(jsonb_build_object('text', text, 'media', '[]'::jsonb)),
      options = jsonb_build_object('languages', to_jsonb(languages));
    alter table post
      alter column items set not null,
      add check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) > 0),
      drop column text,
      drop column languages;

    -- null: as the post
    alter table variant
      add column items jsonb check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) > 0),
      add column options jsonb;

    alter table delivery
      -- its place in the thread
      add column position integer not null default 0,
      -- the one that must be public before, and the first of all
      add column after_id uuid references delivery on delete cascade,
      add column root_id uuid references delivery on delete cascade,
      add check ((after_id is null) = (root_id is null));
    create index delivery_after on delivery (after_id) where after_id is not null;
    create index delivery_of_root on delivery (root_id, position) where root_id is not null;

    -- what the account's own server can do that not every server of its network can
    alter table account add column features text[] not null default '{}';

    -- how a workspace speaks on a network, in a sentence
    create table tone_note (
      workspace_id uuid not null references workspace on delete cascade,
      network text not null,
      note text not null check (note <> ''),
      updated_at timestamptz not null default now(),
      primary key (workspace_id, network)
    );
  `.execute(db)
}
