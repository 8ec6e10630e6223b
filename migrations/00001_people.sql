-- +goose Up
create extension if not exists btree_gist;

create table organisation (
  id           bigint generated always as identity primary key,
  parent_id    bigint references organisation,
  level        text not null check (level in ('work_committee', 'party_committee', 'general_branch', 'branch')),
  code         text not null unique check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
  name         text not null check (length(name) between 2 and 60),
  kind         text not null default '',           -- kind of branch, where an indicator set has kinds
  committee_id bigint references organisation,     -- the party committee above or itself; null for the root
  root_id      bigint not null references organisation deferrable initially deferred,
  created_at   timestamptz not null,
  closed_on    date,
  check ((level = 'work_committee') = (parent_id is null)),
  check ((level = 'work_committee') = (committee_id is null))
);
create index on organisation (parent_id);
create index on organisation (committee_id, level);

create table person (
  id              bigint generated always as identity primary key,
  account         text not null unique check (account ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
  name            text not null check (length(name) between 1 and 40),
  password_hash   text not null,
  must_change     boolean not null default true,
  disabled_at     timestamptz,
  created_at      timestamptz not null
);

create table appointment (
  id              bigint generated always as identity primary key,
  person_id       bigint not null references person,
  role            text not null check (role in ('branch_clerk', 'branch_secretary', 'reviewer', 'committee_secretary', 'spot_checker',
                    'officer', 'member', 'system_admin', 'security_admin', 'auditor')),
  organisation_id bigint not null references organisation,
  period          daterange not null check (not isempty(period)),
  appointed_by    bigint references person check (appointed_by <> person_id),
  family          smallint not null generated always as (case role when 'system_admin' then 1 when 'security_admin' then 2 when 'auditor' then 3 else 0 end) stored,
  -- The three administrators exclude each other, and exclude every scoring role, in one person at one time.
  constraint administrators_apart exclude using gist (person_id with =, family with <>, period with &&) where (role <> 'member'),
  constraint appointed_once exclude using gist (person_id with =, organisation_id with =, role with =, period with &&)
);
create index on appointment (organisation_id, role);

-- An ended session stays as a tombstone until it would have expired anyway, so that a slow request cannot bring it back.
create table session (
  token        text primary key,                   -- hashed by the session manager
  data         jsonb not null,
  person_id    bigint references person,
  expires_at   timestamptz not null,
  last_seen_at timestamptz not null default now(),
  ended_at     timestamptz
);
create index on session (expires_at);
create index on session (person_id) where ended_at is null;

create table sign_in_failure (
  account text not null,
  address text not null,
  at      timestamptz not null
);
create index on sign_in_failure (account, at);
create index on sign_in_failure (address, at);

-- The key of a form that has acted: sending it again does nothing.
create table idempotency (
  person_id bigint not null references person,
  key       text not null,
  at        timestamptz not null default now(),
  primary key (person_id, key)
);
create index on idempotency (at);

create table audit_entry (
  id          bigint generated always as identity primary key,
  at          timestamptz not null,
  person_id   bigint references person,            -- null for nobody signed in
  action      text not null,
  object_kind text not null,
  object_id   bigint not null default 0,
  outcome     text not null check (outcome in ('done', 'refused')),
  detail      jsonb not null default '{}'
);
create index on audit_entry (object_kind, object_id, id);
create index on audit_entry (at);

-- +goose StatementBegin
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entry is append-only';
end $$;
-- +goose StatementEnd
create trigger audit_append_only before update or delete on audit_entry for each row execute function audit_is_append_only();
create trigger audit_no_truncate before truncate on audit_entry for each statement execute function audit_is_append_only();

-- +goose Down
drop table audit_entry, idempotency, sign_in_failure, session, appointment, person, organisation;
drop function audit_is_append_only();
