-- +goose Up
-- Publicity, objections to what was publicised, the committees' reports, and opening again what was reported. Points are
-- hundredths. What is here was told to people or signed by them, so that only what a later step brings may be written.

-- Each period for which a branch's result was publicised: a second one where an objection changed the score, or the branch
-- was opened again. assessment.public_from and public_until are those of the latest.
create table publicity (
  assessment_id bigint not null references assessment,
  nr            int not null check (nr > 0),
  public_from   date not null,
  public_until  date not null,
  total         bigint not null,
  grade         text not null,
  made_by       bigint not null references person,
  made_at       timestamptz not null,
  primary key (assessment_id, nr),
  check (public_from <= public_until)
);
create trigger publicity_frozen before update or delete on publicity for each row execute function draw_is_frozen('');

create table objection (
  id            bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  item          text not null,
  reason        text not null check (length(reason) between 2 and 1000),
  as_member     boolean not null,                   -- by a member of the branch, whose name is for the committee's secretary only
  made_by       bigint not null references person,
  made_at       timestamptz not null,
  decision      text check (decision in ('upheld', 'rejected')),
  answer        text not null default '' check (length(answer) <= 1000),
  decided_by    bigint references person,
  decided_at    timestamptz,
  total_before  bigint,                             -- the branch's score that counts, before and after the decision
  total_after   bigint,
  check ((decision is null) = (answer = '')),
  check ((decision is null) = (decided_by is null)),
  check ((decision is null) = (decided_at is null)),
  check ((decision is null) = (total_before is null)),
  check ((decision is null) = (total_after is null))
);
create index on objection (assessment_id, item);
-- One person says it once: an item waits for one decision on each person's objection.
create unique index objection_waits on objection (assessment_id, item, made_by) where decision is null;
create trigger objection_frozen before update or delete on objection for each row
  execute function draw_is_frozen('decision,answer,decided_by,decided_at,total_before,total_after');

-- What an objection that was upheld changed in the review: the finding that was there, and the one that took its place.
create table objection_change (
  objection_id  bigint not null references objection,
  clause        text not null,
  before        jsonb,                              -- findings in the form of baolei score; null: none
  before_reason text not null default '',
  before_by     bigint references person,
  after         jsonb,
  after_reason  text not null default '',
  primary key (objection_id, clause)
);
create trigger objection_change_frozen before update or delete on objection_change for each row execute function draw_is_frozen('');

-- What a committee has sent of a cycle, as often as it did: each sending is kept as it was signed.
create table committee_report (
  id           bigint generated always as identity primary key,
  cycle_id     bigint not null references cycle,
  committee_id bigint not null references organisation,
  root_id      bigint not null references organisation,
  state        text not null check (state in ('sent', 'returned', 'accepted')),
  version      int not null default 1,              -- counts sendings and decisions
  unique (cycle_id, committee_id)
);
create index on committee_report (root_id, cycle_id);

create table report_sending (
  id             bigint generated always as identity primary key,
  report_id      bigint not null references committee_report,
  nr             int not null check (nr > 0),
  kind           text not null check (kind in ('first', 'again', 'supplement')),  -- again: after it was returned
  committee_name text not null,
  set_name       text not null,
  due            date not null,
  target         int not null,                      -- attainment rate aimed at, hundredths of a percent
  branches       int not null,                      -- of the committee, those that are delivered, those of them that attained
  delivered      int not null,
  attained       int not null check (attained <= delivered and delivered <= branches),
  note           text not null default '' check (length(note) <= 1000),
  digest         text not null check (digest ~ '^[0-9a-f]{64}$'),
  sent_by        bigint not null references person,
  sent_at        timestamptz not null,
  decision       text check (decision in ('accepted', 'returned')),
  reason         text not null default '' check (length(reason) <= 1000),
  decided_by     bigint references person,
  decided_at     timestamptz,
  unique (report_id, nr),
  check (decided_by <> sent_by),
  check ((decision is null) = (decided_by is null)),
  check ((decision is null) = (decided_at is null)),
  check (decision is distinct from 'returned' or reason <> '')
);
create trigger report_sending_frozen before update or delete on report_sending for each row
  execute function draw_is_frozen('decision,reason,decided_by,decided_at');

-- Every branch of the committee, as the sending lists it.
create table report_line (
  sending_id    bigint not null references report_sending,
  assessment_id bigint not null references assessment,
  branch_code   text not null,
  branch_name   text not null,
  state         text not null,                      -- after the sending
  delivered     boolean not null,
  new           boolean not null,                   -- delivered by this sending
  missing       text not null default '',           -- why it is not delivered
  base          bigint not null,
  pioneer       bigint not null,
  bottom        bigint not null,
  total         bigint not null,
  vetoed        boolean not null,
  grade         text not null,
  grade_name    text not null,
  attains       boolean not null,
  signed_name   text not null,
  signed_at     timestamptz,
  public_from   date,
  public_until  date,
  primary key (sending_id, assessment_id),
  check (new <= delivered),
  check (delivered = (missing = ''))
);
create trigger report_line_frozen before update or delete on report_line for each row execute function draw_is_frozen('');

-- A branch that was reported and opened again keeps the score that counts until its new one is signed. It has a time of its
-- own for the new verification, which may lie behind the end of the cycle's.
alter table assessment
  add column review_until date,
  add column reopened_at  timestamptz,
  add column reopened_by  bigint references person;
create table reopening (
  id            bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  reason        text not null check (length(reason) between 2 and 1000),
  review_until  date not null,
  total         bigint not null,                    -- the score that counted
  grade         text not null,
  made_by       bigint not null references person,
  made_at       timestamptz not null
);
create index on reopening (assessment_id);
create trigger reopening_frozen before update or delete on reopening for each row execute function draw_is_frozen('');

-- +goose Down
drop table reopening;
alter table assessment drop column reopened_by, drop column reopened_at, drop column review_until;
drop table report_line, report_sending, committee_report, objection_change, objection, publicity;
