-- +goose Up
create table indicator_set (
  id           bigint generated always as identity primary key,
  code         text not null unique,
  name         text not null,
  subject      text not null check (subject in ('branch', 'member')),
  yaml         text not null,                      -- the set as it was read; never changed once published
  digest       text not null,                      -- SHA-256 of yaml, lower-case hex
  published_at timestamptz not null
);

create table cycle (
  id           bigint generated always as identity primary key,
  year         int not null unique check (year between 2018 and 2100),
  set_id       bigint not null references indicator_set,
  target       int not null check (target between 0 and 10000),  -- attainment rate aimed at, hundredths of a percent
  self_from    date not null,
  self_until   date not null,
  review_from  date not null,
  review_until date not null,
  publicity    boolean not null default false,
  opened_by    bigint not null references person,
  opened_at    timestamptz not null,
  check (self_from <= self_until),
  check (review_from <= review_until),
  check (self_from <= review_from)
);

-- One for each branch and cycle. Findings are the truth; sums, grades and item scores are stored here in the same
-- transaction. Points are hundredths. counts_* is the score that counts.
create table assessment (
  id             bigint generated always as identity primary key,
  cycle_id       bigint not null references cycle,
  committee_id   bigint not null references organisation,
  branch_id      bigint not null references organisation,
  nearest_id     bigint not null references organisation,
  root_id        bigint not null references organisation,
  kind           text not null default '',
  state          text not null check (state in ('draft', 'submitted', 'returned', 'verified', 'reported')),
  version        int not null default 1,            -- counts changes of state
  round          int not null default 0,            -- counts submissions
  extended_until date,
  reply_by       date,
  submitted_at   timestamptz,
  submitted_by   bigint references person,
  returned_at    timestamptz,
  returned_by    bigint references person,
  signed_at      timestamptz,
  signed_by      bigint references person,
  reported_at    timestamptz,
  reported_by    bigint references person,
  self_base      bigint not null default 0,
  self_pioneer   bigint not null default 0,
  self_bottom    bigint not null default 0,
  self_total     bigint not null default 0,
  self_vetoed    boolean not null default false,
  self_grade     text not null default '',
  self_answered  int not null default 0,
  self_items     bigint[] not null default '{}',
  review_base    bigint not null default 0,
  review_pioneer bigint not null default 0,
  review_bottom  bigint not null default 0,
  review_total   bigint not null default 0,
  review_vetoed  boolean not null default false,
  review_grade   text not null default '',
  review_items   bigint[] not null default '{}',
  reviewed_items int not null default 0,
  counts_total   bigint not null default 0,         -- counts_grade is '' before the first submission
  counts_vetoed  boolean not null default false,
  counts_grade   text not null default '',
  unique (cycle_id, branch_id)
);
create index on assessment (cycle_id, committee_id) include (state, self_total, review_total, counts_total, counts_grade);
create index on assessment (branch_id);
create index on assessment (nearest_id, cycle_id);

create table finding (
  assessment_id bigint not null references assessment,
  level         text not null check (level in ('self', 'review', 'spot')),
  clause        text not null,
  value         jsonb not null,                     -- the finding in the form of baolei score
  reason        text not null default '',           -- why the review differs from the self-assessment
  copied        boolean not null default false,     -- review: taken over from the self-assessment, not stated by a reviewer
  version       int not null default 1,
  saved_by      bigint not null references person,
  saved_at      timestamptz not null,
  primary key (assessment_id, level, clause)
);

-- Who has ever acted on an assessment at a level, whatever was overwritten since: nobody acts twice on one.
create table act (
  assessment_id bigint not null references assessment,
  level         text not null check (level in ('self', 'review', 'sign', 'spot')),
  person_id     bigint not null references person,
  primary key (assessment_id, level, person_id)
);

-- What is said about an item as a whole: the branch's note, that a reviewer has dealt with it, the spot checker's note.
create table item_entry (
  assessment_id bigint not null references assessment,
  level         text not null check (level in ('self', 'review', 'spot')),
  item          text not null,
  note          text not null default '' check (length(note) <= 2000),
  done_by       bigint references person,           -- review and spot: who dealt with the item; null once the branch changed it
  done_at       timestamptz,
  changed       boolean not null default false,     -- review: the branch changed the item since it was dealt with
  version       int not null default 1,
  saved_by      bigint not null references person,
  saved_at      timestamptz not null,
  primary key (assessment_id, level, item)
);

create table remark (
  id            bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  item          text not null,
  text          text not null check (length(text) between 1 and 1000),
  written_by    bigint not null references person,
  written_at    timestamptz not null,
  sent_at       timestamptz,                        -- null until the return that sends it
  reply         text not null default '' check (length(reply) <= 1000),
  replied_by    bigint references person,
  replied_at    timestamptz,
  version       int not null default 1
);
create index on remark (assessment_id, item);

-- Files by digest, stored once, in chunks of 256 KiB.
create table file (
  digest     text primary key check (digest ~ '^[0-9a-f]{64}$'),  -- of the bytes as stored
  size       int not null check (size between 1 and 20971520),
  media_type text not null,
  width      int not null default 0,
  height     int not null default 0,
  created_at timestamptz not null
);
create table file_chunk (
  digest text not null references file,
  part   int not null,
  bytes  bytea not null,
  primary key (digest, part)
);
alter table file_chunk alter column bytes set storage external;

create table evidence (
  id            bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  item          text not null,
  level         text not null check (level in ('self', 'spot')),
  digest        text not null references file,
  name          text not null check (length(name) between 1 and 120),
  added_by      bigint not null references person,
  added_at      timestamptz not null,
  unique (assessment_id, item, level, digest)
);

-- +goose Down
drop table evidence, file_chunk, file, remark, item_entry, act, finding, assessment, cycle, indicator_set;
