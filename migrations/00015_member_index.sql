-- +goose Up
-- The members' index: a cycle may have a set of subject member beside the branches' one.
alter table cycle add column member_set_id bigint references indicator_set;

-- One for each member and cycle; made when the first thing is stated. Points are hundredths.
create table member_index (
  id            bigint generated always as identity primary key,
  cycle_id      bigint not null references cycle,
  committee_id  bigint not null references organisation,
  branch_id     bigint not null references organisation,
  root_id       bigint not null references organisation,
  member_id     bigint not null references member,
  state         text not null check (state in ('draft', 'submitted', 'checked')),
  version       int not null default 1,             -- counts savings and changes of state
  self_total    bigint not null default 0,
  self_grade    text not null default '',
  self_answered int not null default 0,
  submitted_at  timestamptz,
  check_total   bigint not null default 0,          -- counts once the state is checked
  check_bottom  bigint not null default 0,          -- what the bottom line took
  check_grade   text not null default '',
  checked_by    bigint references person,
  checked_at    timestamptz,
  unique (cycle_id, member_id),
  check ((state = 'checked') = (checked_at is not null))
);
create index on member_index (cycle_id, branch_id) include (state, check_total, check_bottom);
create index on member_index (cycle_id, root_id) include (state, check_total);

create table member_finding (
  index_id bigint not null references member_index,
  level    text not null check (level in ('self', 'check')),
  clause   text not null,
  value    jsonb not null,
  reason   text not null default '' check (length(reason) <= 500),   -- why the check differs
  saved_by bigint not null references person,
  saved_at timestamptz not null,
  primary key (index_id, level, clause)
);

-- The average of the city's members as it was taken, kept with the cycle. Taking it again keeps the earlier ones.
create table city_average (
  id       bigint generated always as identity primary key,
  cycle_id bigint not null references cycle,
  average  bigint not null,
  members  int not null check (members > 0),
  taken_by bigint not null references person,
  taken_at timestamptz not null
);
create index on city_average (cycle_id, id);

-- +goose Down
drop table city_average, member_finding, member_index;
alter table cycle drop column member_set_id;
