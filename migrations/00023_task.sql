-- +goose Up
-- Long work that somebody asked for. The row is the truth: a process takes it by turning it to running under a lease, and whatever
-- it writes is guarded by run, which goes up whenever the work is taken away from a process, so that a slow one cannot act twice.
create table task (
  id           bigint generated always as identity primary key,
  kind         text not null,
  args         jsonb not null default '{}',
  key          text not null unique check (length(key) between 1 and 200),    -- the same for the same work: it is done once
  title        text not null check (length(title) between 1 and 120),
  owner_id     bigint not null references person,
  action       text not null,                       -- what the owner must be allowed to do, when it runs and when the result is opened
  root_id      bigint not null references organisation,
  committee_id bigint references organisation,
  branch_id    bigint references organisation,
  state        text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  run          int not null default 0,              -- counts who had it in hand
  tries        int not null default 0,              -- since it was last asked for
  due_at       timestamptz not null default clock_timestamp(), -- not before; the database's clock, like the two below
  queued_at    timestamptz,
  lease_until  timestamptz,
  done         int not null default 0 check (done >= 0),
  total        int not null default 0 check (total >= done),
  message      text not null default '' check (length(message) <= 400),
  digest       text references file,                -- of the result; null without one, or once it is removed
  file_name    text not null default '' check (length(file_name) <= 120),
  made_at      timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  check ((state = 'running') = (lease_until is not null)),
  check ((state in ('done', 'failed')) = (finished_at is not null))
);
create index on task (owner_id, id desc);
create index on task (due_at) where state = 'waiting';
create index on task (lease_until) where state = 'running';
create index on task (finished_at) where digest is not null;
create index on task (digest) where digest is not null;

-- Results may be larger than what people upload, whose limit the application holds.
alter table file drop constraint file_size_check;
alter table file add constraint file_size_check check (size between 1 and 268435456);

-- drop_unused_file removes a file, unless something refers to it.
-- +goose StatementBegin
create function drop_unused_file(which text) returns boolean language plpgsql as $$
begin
  delete from file_chunk where digest = which;
  delete from file where digest = which;
  return true;
exception when foreign_key_violation then
  return false;
end $$;
-- +goose StatementEnd

-- The days on which every branch's outlook was asked for anew.
create table outlook_day (day date primary key);

-- +goose Down
drop table outlook_day, task;
drop function drop_unused_file(text);
delete from file_chunk where digest in (select digest from file where size > 20971520);
delete from file where size > 20971520;
alter table file drop constraint file_size_check;
alter table file add constraint file_size_check check (size between 1 and 20971520);
