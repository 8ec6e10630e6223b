-- +goose Up
-- Indicator sets in the making. The text need not be sound; it may be changed until it is published or put away.
create table indicator_draft (
  id           bigint generated always as identity primary key,
  root_id      bigint not null references organisation,
  code         text not null check (length(code) between 1 and 64),
  name         text not null check (length(name) between 1 and 100),
  subject      text not null check (subject in ('branch', 'member')),
  yaml         text not null check (length(yaml) <= 4194304),
  based_on     bigint references indicator_set,     -- the version it began from; null for what came with the product or from a file
  version      int not null default 1,              -- counts savings
  created_by   bigint not null references person,
  created_at   timestamptz not null,
  saved_by     bigint not null references person,
  saved_at     timestamptz not null,
  published_as bigint unique references indicator_set,
  dropped_at   timestamptz,
  check (published_as is null or dropped_at is null)
);
create unique index indicator_draft_code_key on indicator_draft (code) where published_as is null and dropped_at is null;

-- Who saved a part of a draft last: an item, an area, or the general data.
create table indicator_draft_part (
  draft_id bigint not null references indicator_draft,
  part     text not null,
  saved_by bigint not null references person,
  saved_at timestamptz not null,
  primary key (draft_id, part)
);

-- Whence a published set comes. Its text never changes, and neither does anything else of it.
alter table indicator_set add column based_on bigint references indicator_set;
alter table indicator_set add column published_by bigint references person;   -- null for what came with the product
create trigger indicator_set_never_changes before update or delete on indicator_set for each row execute function audit_is_append_only();

-- Cycles that are moved from one version to another while they run. First it is tried out: whose figures would change, kept
-- as it was shown to who decides. What was done is a row of its own, which names the trial that was signed.
create table cycle_move (
  id          bigint generated always as identity primary key,
  cycle_id    bigint not null references cycle,
  from_set_id bigint not null references indicator_set,
  to_set_id   bigint not null references indicator_set,
  trial_id    bigint unique references cycle_move,                 -- null for a trial
  reason      text not null default '' check (length(reason) <= 400),
  digest      text not null default '' check (digest ~ '^([0-9a-f]{64})?$'),   -- of what is signed
  figures     jsonb not null default '{}',                         -- counts by grade, and what happens to the findings of each clause
  made_by     bigint not null references person,
  made_at     timestamptz not null,
  finished_at timestamptz,                                         -- null while a trial is being computed
  check (from_set_id <> to_set_id),
  check (trial_id is null or length(reason) >= 2 and digest <> '' and finished_at is not null)
);
create index on cycle_move (cycle_id);
-- The branches whose total or grade changes, or of whose findings some no longer count.
create table cycle_move_line (
  move_id       bigint not null references cycle_move,
  assessment_id bigint not null references assessment,
  level         text not null check (level in ('self', 'review')),
  old_total     bigint not null,
  old_grade     text not null,
  new_total     bigint not null,
  new_grade     text not null,
  lost          int not null,
  primary key (move_id, assessment_id, level)
);
create trigger cycle_move_frozen before update or delete on cycle_move for each row when (old.finished_at is not null) execute function audit_is_append_only();
create trigger cycle_move_line_frozen before update or delete on cycle_move_line for each row execute function audit_is_append_only();

-- +goose Down
drop table cycle_move_line, cycle_move;
drop trigger indicator_set_never_changes on indicator_set;
alter table indicator_set drop column published_by, drop column based_on;
drop table indicator_draft_part, indicator_draft;
