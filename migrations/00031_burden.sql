-- +goose Up
-- What branches were asked for and gave in a month, added up once a day: of all branches together, and of the one with
-- the most. Of persons, log-ins and hours nothing is counted.
create table burden_month (
  month         date primary key check (extract(day from month) = 1),
  branches      int not null,
  members       int not null,
  records       bigint not null,
  records_most  int not null,
  fields        bigint not null,
  fields_most   int not null,
  files         bigint not null,
  files_most    int not null,
  requests      bigint not null,                    -- remarks sent, openings again, visits
  requests_most int not null,
  made_at       timestamptz not null
);

-- +goose Down
drop table burden_month;
