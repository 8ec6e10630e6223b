-- +goose Up
-- The second half of an examination: publicity, report, spot-check decisions, closing. A publicised assessment may be
-- objected to; a final one never changes.
alter table assessment drop constraint assessment_state_check;
alter table assessment add constraint assessment_state_check
  check (state in ('draft', 'submitted', 'returned', 'verified', 'publicised', 'reported', 'final'));

alter table assessment
  add column public_from    date,
  add column public_until   date,
  add column publicised_at  timestamptz,
  add column publicised_by  bigint references person,
  add column counts_base    bigint not null default 0,
  add column counts_pioneer bigint not null default 0,
  add column counts_bottom  bigint not null default 0,
  add column counts_items   bigint[] not null default '{}',  -- items' scores that count, in table order
  add check (public_from <= public_until);

-- What counted so far was the review once one had begun, otherwise the self-assessment.
update assessment set
  counts_base = case when reviewed_items > 0 then review_base else self_base end,
  counts_pioneer = case when reviewed_items > 0 then review_pioneer else self_pioneer end,
  counts_bottom = case when reviewed_items > 0 then review_bottom else self_bottom end,
  counts_items = case when reviewed_items > 0 then review_items else self_items end
where counts_grade <> '';

-- How long results are publicised, in working days; and when the cycle was closed.
alter table cycle
  add column publicity_days int not null default 5 check (publicity_days between 1 and 30),
  add column closed_at timestamptz;

-- +goose StatementBegin
create function final_is_final() returns trigger language plpgsql as $$
begin
  raise exception 'a final assessment does not change';
end $$;
-- +goose StatementEnd
create trigger assessment_final before update or delete on assessment for each row when (old.state = 'final') execute function final_is_final();

-- +goose Down
drop trigger assessment_final on assessment;
drop function final_is_final();
alter table cycle drop column closed_at, drop column publicity_days;
alter table assessment drop column counts_items, drop column counts_bottom, drop column counts_pioneer, drop column counts_base,
  drop column publicised_by, drop column publicised_at, drop column public_until, drop column public_from;
alter table assessment drop constraint assessment_state_check;
alter table assessment add constraint assessment_state_check check (state in ('draft', 'submitted', 'returned', 'verified', 'reported'));
