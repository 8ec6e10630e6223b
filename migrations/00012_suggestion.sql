-- +goose Up
-- When a branch was set up, where that was within a year that is examined: fewer months are expected of it then.
alter table organisation add column founded_on date;

-- What the record book suggested about an assessment, as it was at submission: clause, finding, the sentence, what was missing, the records.
create table suggestion (
  assessment_id bigint primary key references assessment,
  suggestions   jsonb not null,
  made_at       timestamptz not null
);

-- +goose Down
drop table suggestion;
alter table organisation drop column founded_on;
