-- A city examines one year at a time: no cycle is opened while another runs, so that the latest is the one that runs, or
-- the one that ended last. Earlier cycles that still ran beside a later one go on to their own end.
-- +goose Up
alter table cycle add column beside_later boolean not null default false;
update cycle set beside_later = true where closed_at is null and year < (select max(year) from cycle where closed_at is null);
create unique index cycle_one_running on cycle ((true)) where closed_at is null and not beside_later;

-- +goose Down
drop index cycle_one_running;
alter table cycle drop column beside_later;
