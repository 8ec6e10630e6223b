-- Why branches are left without a result, in the words of the officer who proposes to close: they and their committees are told.
-- +goose Up
alter table closing add column note text not null default '' check (length(note) <= 200);

-- +goose Down
alter table closing drop column note;
