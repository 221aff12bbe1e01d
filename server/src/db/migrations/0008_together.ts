import { sql, type Kysely } from 'kysely'

/** Working together: approval, comments, who is in a draft, notifications, and sign-ins that end. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- whose posts need approval, by the role of their author; whether new words need it again
    alter table workspace
      add column approval_roles text[] not null default '{}',
      add column approval_again boolean not null default true;

    create table approval (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      post_id uuid not null references post on delete cascade,
      -- the one that counts for its post; those before it are its history
      current boolean not null default true,
      asked_by uuid not null references person,
      asked_at timestamptz not null default clock_timestamp(),
      of_role text check (of_role in ('owner', 'admin', 'editor')),
      of_person uuid references person,
      note text not null default '',
      expires_at timestamptz not null,
      state text not null default 'asked' check (state in ('asked', 'approved', 'refused', 'expired', 'overridden', 'withdrawn')),
      decided_by uuid references person,
      decided_at timestamptz,
      decision_note text not null default '',
      -- what was decided on
      post_version integer,
      check ((of_role is null) <> (of_person is null))
    );
    create unique index approval_current on approval (post_id) where current;
    create index approval_by_post on approval (post_id);
    create index approval_open on approval (workspace_id, expires_at) where current and state = 'asked';

    create index delivery_needs on delivery (workspace_id, due_at) where state in ('held', 'failed', 'unconfirmed');

    create table comment (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      post_id uuid not null references post on delete cascade,
      author_id uuid not null references person,
      text text not null,
      created_at timestamptz not null default clock_timestamp(),
      edited_at timestamptz,
      deleted_at timestamptz
    );
    create index comment_by_post on comment (post_id, id);
    create table comment_mention (
      comment_id uuid not null references comment on delete cascade,
      person_id uuid not null references person on delete cascade,
      primary key (comment_id, person_id)
    );
    -- up to which comment somebody has read
    create table comment_read (
      post_id uuid not null references post on delete cascade,
      person_id uuid not null references person on delete cascade,
      read_up_to uuid not null,
      primary key (post_id, person_id)
    );

    -- who has a draft open: lost with the server, and made again by the next heartbeat
    create unlogged table presence (
      post_id uuid not null,
      person_id uuid not null,
      page_id uuid not null,
      writes boolean not null,
      seen_at timestamptz not null default clock_timestamp(),
      primary key (post_id, person_id, page_id)
    );

    create table notification (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      person_id uuid not null references person on delete cascade,
      kind text not null,
      subject_kind text not null,
      subject_id uuid not null,
      post_id uuid references post on delete cascade,
      detail jsonb not null default '{}',
      created_at timestamptz not null default clock_timestamp(),
      read_at timestamptz,
      -- the mail that is to tell of it has not been sent
      mail_due boolean not null default false
    );
    -- told once until it is read
    create unique index notification_unread on notification (person_id, kind, subject_id) where read_at is null;
    create index notification_by_person on notification (person_id, workspace_id, id);
    create index notification_by_subject on notification (subject_id) where read_at is null;
    create index notification_mail_due on notification (person_id) where mail_due;

    create table notification_setting (
      workspace_id uuid not null references workspace on delete cascade,
      person_id uuid not null references person on delete cascade,
      kind text not null,
      in_app boolean not null,
      email boolean not null,
      browser boolean not null,
      primary key (workspace_id, person_id, kind)
    );

    -- up to where the record was read for notifications
    create table notifier (
      one boolean primary key default true check (one),
      position text not null
    );

    alter table account_credentials
      -- from when on a person must sign in again; null where Vigie renews the sign-in by itself
      add column ends_at timestamptz,
      add column announced_end timestamptz;
  `.execute(db)
}
