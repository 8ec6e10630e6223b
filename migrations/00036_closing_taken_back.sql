-- +goose Up
-- Confirming takes a second officer. Who proposed may take a proposal back: it may have been overtaken by what happened since.
alter table closing drop constraint closing_two_people;
alter table closing add constraint closing_two_people check (decided_by <> proposed_by or not confirmed);

-- +goose Down
alter table closing drop constraint closing_two_people;
alter table closing add constraint closing_two_people check (decided_by <> proposed_by) not valid;
