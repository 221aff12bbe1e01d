import { sql, type Kysely } from 'kysely'

/** Pictures and videos: what people gave us, what was made of it for a network, and where the bytes are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table workspace add column require_alt_text boolean not null default true;
    -- what the account's own server takes, where the network leaves that to its servers
    alter table account add column media_limits jsonb;

    -- known to a server with fewer rights than pictures need: it is told of us anew
    delete from network_app where network = 'mastodon';

    -- one object in the store. Entered before its bytes are written: what is not whole after a while is swept
    create table stored_object (
      key text primary key,
      begun_at timestamptz not null default now(),
      whole_at timestamptz
    );

    create table media (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      kind text not null check (kind in ('image', 'video')),
      -- as its file was called; what it is was read from its bytes
      name text not null,
      type text not null,
      width integer not null check (width > 0),
      height integer not null check (height > 0),
      animated boolean not null default false,
      duration_ms integer check (duration_ms >= 0),
      bytes integer not null check (bytes > 0),
      -- of the file as it came
      sha256 bytea not null check (length(sha256) = 32),
      alt text not null default '',
      object_key text not null references stored_object,
      uploaded_by uuid references person on delete set null,
      created_at timestamptz not null default now(),
      deleted_at timestamptz,
      check ((kind = 'video') = (duration_ms is not null))
    );
    create unique index media_once on media (workspace_id, sha256) where deleted_at is null;
    create index media_library on media (workspace_id, id) where deleted_at is null;
    create index media_by_object on media (object_key);

    create table media_rendition (
      media_id uuid not null references media on delete cascade,
      -- what was asked for
      recipe text not null,
      type text not null,
      width integer not null check (width > 0),
      height integer not null check (height > 0),
      bytes integer not null check (bytes > 0),
      object_key text not null references stored_object,
      made_at timestamptz not null default now(),
      primary key (media_id, recipe)
    );
    create index media_rendition_by_object on media_rendition (object_key);
  `.execute(db)
}
