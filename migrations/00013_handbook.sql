-- +goose Up
-- The work handbook that a work committee keeps: every version of every chapter, the latest of which counts. Nothing is ever
-- changed or deleted.
create table handbook_version (
  id           bigint generated always as identity primary key,
  root_id      bigint not null references organisation,
  chapter      text not null check (chapter <> ''),
  version      int not null check (version >= 1),
  title        text not null check (length(title) between 1 and 40),
  body         text not null check (length(body) between 1 and 20000),
  note         text not null default '' check (length(note) <= 200),   -- what the version changed
  published_at timestamptz not null,
  published_by bigint references person,                               -- null for what came with the product
  unique (root_id, chapter, version)
);
create trigger handbook_append_only before update or delete on handbook_version for each row execute function audit_is_append_only();

-- +goose Down
drop table handbook_version;
