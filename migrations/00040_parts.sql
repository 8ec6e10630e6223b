-- +goose Up
-- The first page of each list, without a look at all branches: results by their figures, and who came out of a closed
-- cycle with which grade.
create index assessment_by_counts on assessment (cycle_id, counts_total) where state in ('verified', 'publicised', 'reported', 'final');
create index assessment_by_review on assessment (cycle_id, review_total) where state in ('verified', 'publicised', 'reported', 'final');
create index assessment_by_self on assessment (cycle_id, self_total) where state not in ('draft', 'returned');
create index assessment_outcome on assessment (cycle_id, committee_id, (case when state = 'final' then counts_grade else '' end));

-- What was filled in within a month, without a look at all years.
create index finding_saved on finding using brin (saved_at) with (pages_per_range = 32, autosummarize = on);
create index dues_recorded on dues using brin (recorded_at) with (pages_per_range = 32, autosummarize = on);
create index activity_recorded on activity using brin (recorded_at) with (pages_per_range = 32, autosummarize = on);
create index evidence_added on evidence using brin (added_at) with (pages_per_range = 32, autosummarize = on);
create index record_file_added on record_file using brin (added_at) with (pages_per_range = 32, autosummarize = on);

-- A day on which every branch's outlook is asked for anew, a part at a time.
alter table outlook_day add column next bigint;      -- asked for up to this branch; null once all are

-- While a large cycle moves to another set its assessments are locked for minutes. Whoever would wait for them is told so at
-- once, with how far it is: the move holds an advisory lock by the cycle, which savings share.
-- +goose StatementBegin
create function cycle_stays(cycle bigint) returns void language plpgsql as $$
declare
  far text;
begin
  if pg_try_advisory_xact_lock_shared(1128875344, cycle::int) then
    return;
  end if;
  select t.done || ' / ' || t.total into far from task t where t.kind = 'set-move' and t.state = 'running' and t.total > 0 and t.args @> jsonb_build_object('cycle', cycle)
    order by t.id desc limit 1;
  raise exception 'the cycle is being moved' using errcode = 'BL503', detail = coalesce(far, '');
end $$;
-- +goose StatementEnd

-- Which work a trial belongs to, so that what a broken-off turn of it left can be told from what one is writing.
alter table cycle_move add column task_id bigint;
-- +goose StatementBegin
create function cycle_move_line_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from cycle_move m where m.id = old.move_id and m.finished_at is null) then
    return old;
  end if;
  raise exception '% is only added to', tg_table_name;
end $$;
-- +goose StatementEnd
drop trigger cycle_move_line_frozen on cycle_move_line;
create trigger cycle_move_line_frozen before update or delete on cycle_move_line for each row execute function cycle_move_line_stays();

-- +goose Down
drop trigger cycle_move_line_frozen on cycle_move_line;
create trigger cycle_move_line_frozen before update or delete on cycle_move_line for each row execute function audit_is_append_only();
drop function cycle_move_line_stays();
alter table cycle_move drop column task_id;
drop function cycle_stays(bigint);
alter table outlook_day drop column next;
drop index record_file_added, evidence_added, activity_recorded, dues_recorded, finding_saved, assessment_outcome, assessment_by_self, assessment_by_review, assessment_by_counts;
