-- +goose Up
-- Of the scores that a move changes, those that were nobody's claim: a self-assessment not submitted, a review not signed.
alter table cycle_move_line add column draft boolean not null default false;

-- +goose Down
alter table cycle_move_line drop column draft;
