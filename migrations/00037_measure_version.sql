-- +goose Up
-- Each measure has a version of its own, so that two people at work on two problems of one file do not get in each other's way.
alter table rectification_measure add column version int not null default 1;

-- +goose Down
alter table rectification_measure drop column version;
