-- +goose Up
-- A table that somebody handed in and has not confirmed yet. Its rows are sealed as a whole, since identity cards and
-- telephones may be among them; once confirmed, or past its time, they are gone.
create table import_preview (
  id          bigint generated always as identity primary key,
  branch_id   bigint not null references organisation,
  person_id   bigint not null references person,
  form        text not null check (form in ('roster', 'dues', 'honours', 'activities')),
  form_key    text not null,                           -- of the upload
  file_name   text not null check (length(file_name) between 1 and 120),
  rows_sealed bytea,
  made_at     timestamptz not null,
  until       timestamptz not null,
  done_at     timestamptz,
  added       int not null default 0,
  changed     int not null default 0,
  unique (person_id, form_key),
  check ((done_at is null) = (rows_sealed is not null))
);
create index on import_preview (until);

-- +goose Down
drop table import_preview;
