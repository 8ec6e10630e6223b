-- +goose Up
-- A member moves one way at a branch once at a time.
create unique index transfer_open_once on transfer (branch_id, member_id, direction) where done_on is null and removed_at is null;

-- +goose Down
drop index transfer_open_once;
