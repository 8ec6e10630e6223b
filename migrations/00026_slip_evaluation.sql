-- +goose Up
-- A printed slip: what it says, word for word, so that a print can be held against it at any time. The token is on the
-- paper and leads to the page that proves the print genuine; it cannot be guessed.
create table slip (
  id            bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  token         text not null unique check (token ~ '^[a-z2-7]{26}$'),
  body          text not null,                     -- JSON
  digest        text not null check (digest ~ '^[0-9a-f]{64}$'),  -- SHA-256 of body
  made_by       bigint not null references person,
  made_at       timestamptz not null,
  unique (assessment_id, digest)
);

-- Members' evaluation of their branch, where a cycle has it. Who has answered is kept apart from what was answered, and
-- nothing joins the two: no id, no time, no order. All answers of a branch are sums in one row that each answer writes
-- anew, so that even the row versions of the database tell no more of one answer than of another.
alter table cycle add column evaluation boolean not null default false;
create table evaluation_answered (
  assessment_id bigint not null references assessment,
  member_id     bigint not null references member,
  primary key (assessment_id, member_id)
);
create table evaluation_tally (
  assessment_id bigint primary key references assessment,
  answered      int not null check (answered > 0),
  counts        int[] not null                     -- how often each answer was given to each question, question by question
);

-- +goose Down
drop table evaluation_tally, evaluation_answered;
alter table cycle drop column evaluation;
drop table slip;
