-- +goose Up
-- Texts that people fill in are bounded here too, in characters.
alter table finding
  add constraint finding_reason_length check (length(reason) <= 500),
  add constraint finding_not_applicable_length check (length(value ->> 'reason') <= 200);

-- +goose Down
alter table finding drop constraint finding_reason_length, drop constraint finding_not_applicable_length;
