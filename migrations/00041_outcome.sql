-- +goose Up
-- Which committees have a branch that came out with a grade is found without asking each of them.
drop index assessment_outcome;
create index assessment_outcome on assessment (cycle_id, (case when state = 'final' then counts_grade else '' end), committee_id) include (state, counts_grade);

-- +goose Down
drop index assessment_outcome;
create index assessment_outcome on assessment (cycle_id, committee_id, (case when state = 'final' then counts_grade else '' end));
