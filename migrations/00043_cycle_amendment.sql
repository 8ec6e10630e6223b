-- +goose Up
-- What officers change in a running cycle: dates, the target, stages. Each change stays, with its reason.
create table cycle_amendment (
  id       bigint generated always as identity primary key,
  cycle_id bigint not null references cycle,
  changes  text[] not null check (cardinality(changes) > 0),  -- each as people read it: what, from what, to what
  reason   text not null check (length(reason) between 2 and 400),
  made_by  bigint not null references person,
  made_at  timestamptz not null
);
create index on cycle_amendment (cycle_id);
create trigger cycle_amendment_frozen before update or delete on cycle_amendment for each row execute function audit_is_append_only();
create trigger cycle_amendment_closing before insert on cycle_amendment for each row execute function cycle_is_open('cycle');

-- +goose Down
drop table cycle_amendment;
