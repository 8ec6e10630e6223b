-- +goose Up
-- Each time that a branch was given more time; assessment.extended_until is the one that counts.
create table extension (
  id            bigint generated always as identity primary key,
  assessment_id bigint not null references assessment,
  until         date not null,
  reason        text not null check (length(reason) between 2 and 400),
  granted_by    bigint not null references person,
  granted_at    timestamptz not null
);
create index on extension (assessment_id);

-- +goose Down
drop table extension;
