-- +goose Up
-- The record book. Every record belongs to a branch; committee_id stands in every key that a shard would need. Records are
-- taken back by removed_at and never deleted; what a change overwrote is in correction.

-- A party member, wherever the membership is now. What the law protects is sealed by the application (AES-256-GCM, with key
-- id, column and row as associated data); identity_digest is keyed and serves to find the same card again.
create table member (
  id              bigint generated always as identity primary key,
  root_id         bigint not null references organisation,
  person_id       bigint unique references person,   -- the account, where there is one
  name            text not null check (length(name) between 1 and 40),
  sex             text not null check (sex in ('male', 'female')),
  born_on         date,
  joined_on       date,
  full_on         date,                               -- since when a full member
  stage           text not null check (stage in ('probationary', 'full')),
  identity_sealed bytea,
  identity_digest bytea,
  phone_sealed    bytea,
  version         int not null default 1,
  recorded_at     timestamptz not null,
  recorded_by     bigint not null references person,
  check ((identity_sealed is null) = (identity_digest is null))
);
create unique index member_identity on member (root_id, identity_digest);

create table party_group (
  id           bigint generated always as identity primary key,
  branch_id    bigint not null references organisation,
  committee_id bigint not null references organisation,
  name         text not null check (length(name) between 1 and 40),
  leader_id    bigint references member,
  formed_on    date not null,
  dissolved_on date,
  version      int not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  bigint not null references person,
  removed_at   timestamptz,
  check (dissolved_on >= formed_on)
);
create index on party_group (branch_id);

-- A member counts at a branch on the days of the period; the day of leaving is not one of them.
create table membership (
  id           bigint generated always as identity primary key,
  member_id    bigint not null references member,
  branch_id    bigint not null references organisation,
  committee_id bigint not null references organisation,
  group_id     bigint references party_group,
  duty         text not null default '' check (length(duty) <= 60),
  period       daterange not null check (not isempty(period) and not lower_inf(period)),
  constraint membership_at_one_branch exclude using gist (member_id with =, period with &&)
);
create index on membership (branch_id);
create index on membership (group_id);

create table transfer (
  id           bigint generated always as identity primary key,
  branch_id    bigint not null references organisation,
  committee_id bigint not null references organisation,
  member_id    bigint not null references member,
  direction    text not null check (direction in ('in', 'out')),
  other        text not null check (length(other) between 1 and 80),    -- the organisation on the other side
  asked_on     date not null,
  done_on      date,
  version      int not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  bigint not null references person,
  removed_at   timestamptz,
  check (done_on >= asked_on)
);
create index on transfer (branch_id);

-- A seat on the branch committee, and who held it when. A day without a holder is a day of vacancy.
create table seat (
  id           bigint generated always as identity primary key,
  branch_id    bigint not null references organisation,
  committee_id bigint not null references organisation,
  post         text not null check (length(post) between 1 and 40),
  opened_on    date not null,
  closed_on    date,
  version      int not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  bigint not null references person,
  removed_at   timestamptz,
  check (closed_on >= opened_on)
);
create index on seat (branch_id);
create table seat_holding (
  id        bigint generated always as identity primary key,
  seat_id   bigint not null references seat,
  member_id bigint not null references member,
  period    daterange not null check (not isempty(period) and not lower_inf(period)),
  constraint seat_held_by_one exclude using gist (seat_id with =, period with &&)
);

-- A term of the branch committee. Re-election is due on due_on.
create table committee_term (
  id           bigint generated always as identity primary key,
  branch_id    bigint not null references organisation,
  committee_id bigint not null references organisation,
  elected_on   date not null,
  due_on       date not null,
  note         text not null default '' check (length(note) <= 1000),
  version      int not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  bigint not null references person,
  removed_at   timestamptz,
  check (due_on > elected_on)
);
create index on committee_term (branch_id);

create table study_plan (
  id               bigint generated always as identity primary key,
  branch_id        bigint not null references organisation,
  committee_id     bigint not null references organisation,
  kind             text not null check (kind in ('yearly', 'periodic', 'thematic')),
  year             int not null check (year between 2000 and 2100),
  title            text not null check (length(title) between 1 and 100),
  content          text not null default '' check (length(content) <= 20000),
  clean_government boolean not null default false,    -- clean government is in it
  occurred_on      date not null,                     -- the day on which it was made
  version          int not null default 1,
  recorded_at      timestamptz not null,
  recorded_by      bigint not null references person,
  removed_at       timestamptz
);
create index on study_plan (branch_id, year);

-- A meeting, class, day, talk or the like; it may count as several kinds. Attendance is kept as members' ids; who is in none
-- of the three was not expected. A talk's present are those talked to, its chair the one who talks.
create table activity (
  id           bigint generated always as identity primary key,
  branch_id    bigint not null references organisation,
  committee_id bigint not null references organisation,
  kinds        text[] not null check (cardinality(kinds) between 1 and 6),
  group_id     bigint references party_group,
  occurred_on  date not null,
  begins       int check (begins between 0 and 1439),  -- minutes after midnight
  minutes      int check (minutes between 1 and 1440),
  title        text not null check (length(title) between 1 and 100),
  place        text not null default '' check (length(place) <= 60),
  chair_id     bigint references member,
  recorder_id  bigint references member,
  content      text not null default '' check (length(content) <= 20000),
  resolutions  text not null default '' check (length(resolutions) <= 5000),
  present      bigint[] not null default '{}',
  on_leave     bigint[] not null default '{}',
  absent       bigint[] not null default '{}',
  reasons      jsonb not null default '{}',            -- member's id → why on leave or absent
  version      int not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  bigint not null references person,
  removed_at   timestamptz
);
create index on activity (branch_id, occurred_on);

-- Dues of a member for a month; money in fen.
create table dues (
  branch_id    bigint not null references organisation,
  committee_id bigint not null references organisation,
  month        date not null check (extract(day from month) = 1),
  member_id    bigint not null references member,
  basis        text not null check (basis in ('wage', 'pension', 'farmer', 'fixed')),
  base         bigint not null check (base between 0 and 1000000000),
  due          bigint not null check (due between 0 and 1000000000),
  paid         bigint not null default 0 check (paid between 0 and 1000000000),
  paid_on      date,
  version      int not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  bigint not null references person,
  primary key (branch_id, month, member_id),
  check (paid = 0 or paid_on is not null)
);
create index on dues (member_id, month);

-- What a branch did with a month's dues as a whole.
create table dues_month (
  branch_id     bigint not null references organisation,
  committee_id  bigint not null references organisation,
  month         date not null check (extract(day from month) = 1),
  handed_up     bigint not null default 0 check (handed_up between 0 and 1000000000),
  handed_up_on  date,
  published_on  date,
  published_at  text not null default '' check (length(published_at) <= 100),   -- where
  version       int not null default 1,
  recorded_at   timestamptz not null,
  recorded_by   bigint not null references person,
  primary key (branch_id, month)
);

-- An honour. Its identity tells whether two records are the same honour: level, issuer and number of the document, or,
-- without a number, title and day.
create table honour (
  id           bigint generated always as identity primary key,
  branch_id    bigint not null references organisation,
  committee_id bigint not null references organisation,
  kind         text not null check (kind in ('central_work', 'key_work', 'innovation', 'achievement')),
  level        text not null check (level in ('national', 'provincial', 'municipal', 'work_committee', 'superior_committee')),
  title        text not null check (length(title) between 1 and 100),
  issuer       text not null check (length(issuer) between 1 and 80),
  document_no  text not null default '' check (length(document_no) <= 60),
  occurred_on  date not null,
  member_id    bigint references member,               -- where it was given to a member
  note         text not null default '' check (length(note) <= 1000),
  identity     text not null,
  version      int not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  bigint not null references person,
  removed_at   timestamptz
);
create index on honour (branch_id, occurred_on);

-- An honour is claimed once in a cycle, whoever recorded it.
create table honour_claim (
  cycle_id      bigint not null references cycle,
  identity      text not null,
  honour_id     bigint not null references honour,
  assessment_id bigint not null references assessment,
  clause        text not null,
  claimed_by    bigint not null references person,
  claimed_at    timestamptz not null,
  primary key (cycle_id, identity)
);
create index on honour_claim (assessment_id, clause);

-- A disciplinary decision; few may see it. The text is sealed like a member's identity card.
create table sanction (
  id           bigint generated always as identity primary key,
  branch_id    bigint not null references organisation,
  committee_id bigint not null references organisation,
  member_id    bigint not null references member,
  kind         text not null check (kind in ('warning', 'serious_warning', 'removed', 'probation', 'expelled')),
  issuer       text not null check (length(issuer) between 1 and 80),
  occurred_on  date not null,                          -- the day of the decision
  reported_on  date,                                   -- when it was told to the organisation above
  text_sealed  bytea,
  version      int not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  bigint not null references person,
  removed_at   timestamptz
);
create index on sanction (branch_id, occurred_on);

create table branch_rule (
  id           bigint generated always as identity primary key,
  branch_id    bigint not null references organisation,
  committee_id bigint not null references organisation,
  kind         text not null check (kind in ('study', 'meeting', 'life', 'dues', 'archive', 'other')),
  title        text not null check (length(title) between 1 and 100),
  content      text not null default '' check (length(content) <= 20000),
  occurred_on  date not null,                          -- the day on which it was adopted
  repealed_on  date,
  version      int not null default 1,
  recorded_at  timestamptz not null,
  recorded_by  bigint not null references person,
  removed_at   timestamptz,
  check (repealed_on >= occurred_on)
);
create index on branch_rule (branch_id);

-- Files of records. record_id is the id in the table that kind names.
create table record_file (
  id           bigint generated always as identity primary key,
  branch_id    bigint not null references organisation,
  kind         text not null check (kind in ('activity', 'study_plan', 'honour', 'branch_rule', 'committee_term', 'sanction')),
  record_id    bigint not null,
  digest       text not null references file,
  name         text not null check (length(name) between 1 and 120),
  added_by     bigint not null references person,
  added_at     timestamptz not null,
  unique (kind, record_id, digest)
);
create index on record_file (branch_id, kind);
create index on record_file (digest);

-- What a change of a record overwrote. After the branch has submitted its self-assessment a reason is asked for.
create table correction (
  id         bigint generated always as identity primary key,
  branch_id  bigint not null references organisation,
  kind       text not null,
  record_id  bigint not null,
  version    int not null,                             -- of the old record
  old        jsonb not null,
  reason     text not null default '' check (length(reason) <= 400),
  late       boolean not null default false,           -- after the branch had submitted
  made_by    bigint not null references person,
  made_at    timestamptz not null,
  check (not late or reason <> '')
);
create index on correction (branch_id, kind, record_id);

-- The records on which a finding rests. At submission each is frozen as it then was.
create table taken_record (
  assessment_id bigint not null references assessment,
  clause        text not null,
  kind          text not null,
  record_id     bigint not null,
  frozen        jsonb,                                 -- null until submission
  taken_by      bigint not null references person,
  taken_at      timestamptz not null,
  primary key (assessment_id, clause, kind, record_id)
);

create trigger correction_append_only before update or delete on correction for each row execute function audit_is_append_only();

-- +goose Down
drop table taken_record, correction, record_file, branch_rule, sanction, honour_claim, honour, dues_month, dues, activity, study_plan,
  committee_term, seat_holding, seat, transfer, membership, party_group, member;
