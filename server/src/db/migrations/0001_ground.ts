import { sql, type Kysely } from 'kysely'

/** People and their sign-in (tables of better-auth under our names), workspaces, accounts, posts, deliveries, the record. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person (
      id uuid primary key,
      name text not null,
      email text not null unique check (email = lower(email)),
      email_verified boolean not null default false,
      image text,
      language text not null default 'en' check (language in ('fr', 'en')),
      time_zone text not null default 'UTC',
      installation_owner boolean not null default false,
      two_factor_enabled boolean not null default false,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );

    create table session (
      id uuid primary key,
      person_id uuid not null references person on delete cascade,
      token text not null unique,
      expires_at timestamptz not null,
      ip_address text,
      user_agent text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index session_of_person on session (person_id);

    create table sign_in_method (
      id uuid primary key,
      person_id uuid not null references person on delete cascade,
      account_id text not null,
      provider_id text not null,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at timestamptz,
      refresh_token_expires_at timestamptz,
      scope text,
      password text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index sign_in_method_of_person on sign_in_method (person_id);

    create table verification (
      id uuid primary key,
      identifier text not null,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    create index verification_by_identifier on verification (identifier);

    create table two_factor (
      id uuid primary key,
      person_id uuid not null references person on delete cascade,
      secret text not null,
      backup_codes text not null,
      verified boolean not null default true,
      failed_verification_count integer not null default 0,
      locked_until timestamptz
    );
    create index two_factor_of_person on two_factor (person_id);

    create table passkey (
      id uuid primary key,
      person_id uuid not null references person on delete cascade,
      name text,
      public_key text not null,
      credential_id text not null unique,
      counter integer not null,
      device_type text not null,
      backed_up boolean not null,
      transports text,
      aaguid text,
      created_at timestamptz default now()
    );
    create index passkey_of_person on passkey (person_id);

    create table workspace (
      id uuid primary key,
      name text not null check (name <> ''),
      time_zone text not null,
      undo_seconds integer not null default 10 check (undo_seconds between 0 and 120),
      grace_minutes integer not null default 15 check (grace_minutes between 1 and 1440),
      created_at timestamptz not null default now()
    );

    create table member (
      workspace_id uuid not null references workspace on delete cascade,
      person_id uuid not null references person on delete cascade,
      role text not null check (role in ('owner', 'admin', 'editor', 'contributor', 'moderator', 'viewer')),
      joined_at timestamptz not null default now(),
      primary key (workspace_id, person_id)
    );
    create index member_by_person on member (person_id);

    create table invitation (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      email text not null,
      role text not null,
      token_hash bytea not null unique,
      invited_by uuid not null references person,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      accepted_at timestamptz,
      revoked_at timestamptz
    );
    create index invitation_of_workspace on invitation (workspace_id, created_at);

    create table api_token (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      person_id uuid not null references person on delete cascade,
      name text not null,
      token_hash bytea not null unique,
      scopes text[] not null,
      created_at timestamptz not null default now(),
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz
    );
    create index api_token_of_workspace on api_token (workspace_id, created_at);

    create table account (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      network text not null,
      remote_id text not null,
      service text not null,
      handle text not null,
      display_name text not null,
      url text not null,
      avatar_url text,
      health text not null default 'ok'
        check (health in ('ok', 'needs_sign_in', 'rate_limited', 'restricted', 'unreachable')),
      health_detail text,
      checked_at timestamptz,
      paused_until timestamptz,
      connected_at timestamptz not null default now(),
      disconnected_at timestamptz,
      unique (workspace_id, network, remote_id)
    );

    create table account_credentials (
      account_id uuid primary key references account on delete cascade,
      sealed bytea not null,
      expires_at timestamptz,
      updated_at timestamptz not null default now()
    );

    create table account_picture (
      account_id uuid primary key references account on delete cascade,
      content_type text not null,
      bytes bytea not null,
      fetched_at timestamptz not null default now()
    );

    create table post (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      author_id uuid not null references person,
      text text not null,
      languages text[] not null default '{}',
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      deleted_at timestamptz
    );
    create index post_of_workspace on post (workspace_id, id) where deleted_at is null;

    create table variant (
      post_id uuid not null references post on delete cascade,
      account_id uuid not null references account,
      primary key (post_id, account_id)
    );

    create table delivery (
      id uuid primary key,
      seq bigint generated always as identity,
      workspace_id uuid not null references workspace on delete cascade,
      account_id uuid not null references account,
      post_id uuid not null references post on delete cascade,
      kind text not null default 'post',
      origin text not null check (origin in ('person', 'scheduled', 'automation')),
      state text not null default 'scheduled' check (state in
        ('scheduled', 'sending', 'published', 'held', 'failed', 'unconfirmed', 'cancelled', 'retracted')),
      reason text,
      detail text,
      due_at timestamptz not null,
      next_try_at timestamptz,
      outbound jsonb not null,
      key text not null,
      attempt_id uuid,
      attempts integer not null default 0,
      remote_id text,
      remote_version text,
      url text,
      sent_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      unique (account_id, key),
      check (state <> 'sending' or attempt_id is not null),
      check (state <> 'published' or remote_id is not null or reason = 'seen_by_person')
    );
    create index delivery_of_post on delivery (post_id);
    create index delivery_of_workspace on delivery (workspace_id, due_at, id);
    create index delivery_lane on delivery (account_id, due_at, seq) where state = 'scheduled';
    create unique index delivery_one_on_the_wire on delivery (account_id) where state = 'sending';
    create index delivery_open on delivery (account_id) where state in ('sending', 'unconfirmed');
    create index delivery_waiting on delivery (due_at) where state = 'scheduled';

    create table worker (
      id uuid primary key,
      host text not null,
      pid integer not null,
      process_start text,
      started_at timestamptz not null default now(),
      seen_at timestamptz not null default now(),
      gone_at timestamptz
    );

    create table attempt (
      id uuid primary key,
      delivery_id uuid not null references delivery on delete cascade,
      worker_id uuid not null references worker,
      started_at timestamptz not null default now(),
      send_before timestamptz not null,
      outcome text,
      detail text,
      settled_at timestamptz
    );
    create index attempt_of_delivery on attempt (delivery_id);
    create index attempt_in_flight on attempt (worker_id) where settled_at is null;

    create table halt (
      id uuid primary key,
      level text not null check (level in ('automation', 'scheduled', 'all')),
      workspace_id uuid references workspace on delete cascade,
      network text,
      account_id uuid references account on delete cascade,
      reason text,
      halted_by uuid references person,
      sealed_at timestamptz not null default now(),
      lifted_at timestamptz
    );
    create index halt_active on halt (sealed_at) where lifted_at is null;

    create table audit_entry (
      seq bigint generated always as identity primary key,
      xid xid8 not null default pg_current_xact_id(),
      at timestamptz not null default clock_timestamp(),
      workspace_id uuid references workspace on delete cascade,
      action text not null,
      actor_kind text not null check (actor_kind in ('person', 'token', 'system')),
      actor_id uuid,
      actor_name text not null,
      subject_kind text not null,
      subject_id uuid,
      post_id uuid,
      detail jsonb not null default '{}',
      request_id text,
      address text
    );
    create index audit_by_workspace on audit_entry (workspace_id, seq);
    create index audit_by_subject on audit_entry (subject_id, seq);
    create index audit_by_post on audit_entry (post_id, seq) where post_id is not null;
    create index audit_by_xid on audit_entry (xid);

    create function audit_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'The record is append-only: audit_entry cannot be changed' using errcode = 'restrict_violation';
      end $$;
    create trigger audit_is_append_only before update or delete on audit_entry
      for each row when (pg_trigger_depth() = 0) execute function audit_is_append_only();
    create trigger audit_is_not_truncated before truncate on audit_entry
      for each statement execute function audit_is_append_only();
  `.execute(db)
}
