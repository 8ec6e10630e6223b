-- From the confirmation of its closing on, only what had been reported counts as a result in a cycle. Its sums are
-- added up anew then; those of cycles that ended before are now.
-- +goose Up
create trigger rollup_closing after update of closing_at on cycle for each row when (old.closing_at is distinct from new.closing_at) execute function rollup_marks_set();
insert into rollup_mark (cycle_id, committee_id) select distinct a.cycle_id, a.committee_id from assessment a join cycle c on c.id = a.cycle_id where c.closing_at is not null;

-- +goose Down
drop trigger rollup_closing on cycle;
