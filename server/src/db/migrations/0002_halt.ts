import { sql, type Kysely } from 'kysely'

/** The emergency stop: halts with what was on the wire, partial lifts, statements, recalls, drills, incoming hooks; campaigns and tags; playbooks. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table campaign (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      name text not null check (name <> ''),
      colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
      created_at timestamptz not null default now(),
      archived_at timestamptz
    );
    create unique index campaign_by_name on campaign (workspace_id, lower(name)) where archived_at is null;

    alter table post
      add column campaign_id uuid references campaign on delete set null,
      add column tags text[] not null default '{}';
    create index post_of_campaign on post (campaign_id) where campaign_id is not null;

    alter table member add column crisis_lead boolean not null default false;

    alter table attempt
      -- the worker that made it has said itself what came of it
      add column reported boolean not null default false,
      -- what a look-up, or a person who looked, says of it
      add column looked_up text check (looked_up in ('found', 'absent', 'published', 'not_published')),
      -- since when nothing of it is on the wire, for certain: silence waits for this
      add column resolved_at timestamptz,
      add column exemption_id uuid,
      -- under which key it asked: a delivery that is rewritten afterwards has another
      add column delivery_key text;
    update attempt set reported = outcome in ('published', 'rejected', 'later', 'sign_in', 'unknown'), resolved_at = settled_at
      where settled_at is not null;
    drop index attempt_in_flight;
    create index attempt_unresolved on attempt (worker_id) where resolved_at is null;
    alter table worker
      -- within what its process number names a process: the system, its start, its namespace
      add column machine text,
      add column muted_at timestamptz;
    create index worker_present on worker (host) where gone_at is null;

    alter table halt
      add column campaign_id uuid references campaign on delete cascade,
      add column stop_id uuid not null default gen_random_uuid(),
      add column halted_by_kind text not null default 'person' check (halted_by_kind in ('person', 'token', 'system')),
      add column halted_by_name text not null default '',
      add column silent_at timestamptz,
      add column lifted_by uuid references person,
      add column lifted_by_name text,
      add column lift_reason text;
    create index halt_of_workspace on halt (workspace_id, sealed_at desc);
    create index halt_not_silent on halt (id) where silent_at is null;

    -- the attempts in flight when the halt was sealed: silence waits for these, and for no others
    create table halt_attempt (
      halt_id uuid not null references halt on delete cascade,
      attempt_id uuid not null references attempt on delete cascade,
      primary key (halt_id, attempt_id)
    );
    create index halt_attempt_by_attempt on halt_attempt (attempt_id);

    -- a part of a halt's scope that was lifted before the rest
    create table halt_exception (
      id uuid primary key,
      halt_id uuid not null references halt on delete cascade,
      workspace_id uuid references workspace on delete cascade,
      network text,
      account_id uuid references account on delete cascade,
      campaign_id uuid references campaign on delete cascade,
      reason text,
      excepted_by uuid references person,
      excepted_at timestamptz not null default now(),
      check (num_nonnulls(workspace_id, network, account_id, campaign_id) > 0)
    );
    create index halt_exception_of_halt on halt_exception (halt_id);

    -- leave for one delivery, as it was then (its key), to pass one halt: a statement
    create table halt_exemption (
      id uuid primary key,
      halt_id uuid not null references halt on delete cascade,
      delivery_id uuid not null references delivery on delete cascade,
      delivery_key text not null,
      reason text not null check (reason <> ''),
      granted_by uuid not null references person,
      granted_at timestamptz not null default now(),
      unique (halt_id, delivery_id, delivery_key)
    );
    create index halt_exemption_of_delivery on halt_exemption (delivery_id);
    alter table attempt add foreign key (exemption_id) references halt_exemption;

    create table halt_recall (
      halt_id uuid not null references halt on delete cascade,
      delivery_id uuid not null references delivery on delete cascade,
      asked_by uuid references person,
      asked_by_name text not null,
      asked_at timestamptz not null default now(),
      outcome text check (outcome in ('removed', 'failed')),
      detail text,
      done_at timestamptz,
      primary key (halt_id, delivery_id)
    );

    create index halt_recall_open on halt_recall (asked_at) where outcome is null;

    create index delivery_out on delivery (workspace_id, sent_at) where state in ('published', 'retracted');
    create index delivery_held on delivery (workspace_id, due_at) where state = 'held';

    create table halt_drill (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      level text not null check (level in ('automation', 'scheduled', 'all')),
      network text,
      account_id uuid references account on delete set null,
      campaign_id uuid references campaign on delete set null,
      drilled_by uuid references person,
      drilled_by_name text not null,
      began_at timestamptz not null default now(),
      sealed_ms integer not null,
      silent_ms integer,
      on_wire integer not null,
      would_hold integer not null,
      would_recall integer not null
    );
    create index halt_drill_of_workspace on halt_drill (workspace_id, began_at desc);

    -- an incoming signed webhook that stops: monitoring, a chat
    create table halt_hook (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      name text not null check (name <> ''),
      level text not null default 'all' check (level in ('automation', 'scheduled', 'all')),
      sealed_secret bytea not null,
      created_by uuid not null references person,
      created_at timestamptz not null default now(),
      last_used_at timestamptz,
      revoked_at timestamptz
    );
    create index halt_hook_of_workspace on halt_hook (workspace_id, created_at);
    -- a signature stops once
    create table halt_hook_use (
      hook_id uuid not null references halt_hook on delete cascade,
      signature text not null,
      used_at timestamptz not null default now(),
      primary key (hook_id, signature)
    );

    create table playbook (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      name text not null check (name <> ''),
      situation text not null default '',
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      archived_at timestamptz
    );
    create index playbook_of_workspace on playbook (workspace_id, name) where archived_at is null;
    create table playbook_step (
      id uuid primary key,
      playbook_id uuid not null references playbook on delete cascade,
      position integer not null,
      text text not null check (text <> ''),
      role text check (role in ('owner', 'admin', 'editor', 'contributor', 'moderator', 'viewer')),
      person_id uuid references person on delete set null
    );
    create index playbook_step_of_playbook on playbook_step (playbook_id, position);
    create table playbook_contact (
      id uuid primary key,
      playbook_id uuid not null references playbook on delete cascade,
      position integer not null,
      name text not null check (name <> ''),
      role text not null default '',
      phone text not null default '',
      email text not null default '',
      note text not null default ''
    );
    create index playbook_contact_of_playbook on playbook_contact (playbook_id, position);
    -- statements prepared as drafts
    create table playbook_statement (
      playbook_id uuid not null references playbook on delete cascade,
      post_id uuid not null references post on delete cascade,
      position integer not null,
      primary key (playbook_id, post_id)
    );

    -- a playbook used during a halt: its steps as they were then, ticked one by one
    create table playbook_run (
      id uuid primary key,
      workspace_id uuid not null references workspace on delete cascade,
      playbook_id uuid not null references playbook on delete cascade,
      halt_id uuid not null references halt on delete cascade,
      steps jsonb not null,
      started_by uuid references person,
      started_at timestamptz not null default now(),
      unique (halt_id, playbook_id)
    );
    create table playbook_tick (
      run_id uuid not null references playbook_run on delete cascade,
      step_id uuid not null,
      ticked_by uuid not null references person,
      ticked_at timestamptz not null default now(),
      primary key (run_id, step_id)
    );
  `.execute(db)
}
