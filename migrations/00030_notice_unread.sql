-- +goose Up
-- Each page says how many notices its person has not read.
create index notice_unread on notice (person_id) where read_at is null;

-- +goose Down
drop index notice_unread;
