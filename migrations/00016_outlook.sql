-- +goose Up
-- How each branch's year stands: what is not lost yet, and what comes of it if nothing more is done. Recomputed from records
-- and findings in the background; a branch whose records or findings changed stands in outlook_stale until then.
create table outlook (
  year           int not null,
  branch_id      bigint not null references organisation,
  committee_id   bigint not null references organisation,
  nearest_id     bigint not null references organisation,
  root_id        bigint not null references organisation,
  set_id         bigint not null references indicator_set,
  so_far         bigint not null,
  so_far_grade   text not null,
  forecast       bigint not null,
  forecast_grade text not null,
  overdue        int not null,
  due            int not null,
  made_at        timestamptz not null,
  primary key (year, branch_id)
);
create index on outlook (year, root_id, committee_id);
create table outlook_stale (
  branch_id bigint primary key references organisation,
  since     timestamptz not null default clock_timestamp()
);

-- +goose StatementBegin
create function outlook_goes_stale() returns trigger language plpgsql as $$
begin
  insert into outlook_stale (branch_id) select distinct branch_id from changed order by branch_id
    on conflict (branch_id) do update set since = clock_timestamp();
  return null;
end $$;
create function outlook_goes_stale_by_finding() returns trigger language plpgsql as $$
begin
  insert into outlook_stale (branch_id) select distinct a.branch_id from changed f join assessment a on a.id = f.assessment_id where f.level = 'self' order by a.branch_id
    on conflict (branch_id) do update set since = clock_timestamp();
  return null;
end $$;
create function outlook_goes_stale_by_seat() returns trigger language plpgsql as $$
begin
  insert into outlook_stale (branch_id) select distinct s.branch_id from changed h join seat s on s.id = h.seat_id order by s.branch_id
    on conflict (branch_id) do update set since = clock_timestamp();
  return null;
end $$;
do $$
declare
  t text;
begin
  foreach t in array array['membership', 'party_group', 'seat', 'committee_term', 'transfer', 'study_plan', 'activity', 'dues', 'dues_month', 'honour', 'sanction', 'branch_rule', 'member_index'] loop
    execute format('create trigger outlook_stale_new after insert on %I referencing new table as changed for each statement execute function outlook_goes_stale()', t);
    execute format('create trigger outlook_stale_old after update on %I referencing new table as changed for each statement execute function outlook_goes_stale()', t);
  end loop;
end $$;
-- +goose StatementEnd
create trigger outlook_stale_new after insert on finding referencing new table as changed for each statement execute function outlook_goes_stale_by_finding();
create trigger outlook_stale_old after update on finding referencing new table as changed for each statement execute function outlook_goes_stale_by_finding();
create trigger outlook_stale_gone after delete on finding referencing old table as changed for each statement execute function outlook_goes_stale_by_finding();
create trigger outlook_stale_new after insert on seat_holding referencing new table as changed for each statement execute function outlook_goes_stale_by_seat();
create trigger outlook_stale_old after update on seat_holding referencing new table as changed for each statement execute function outlook_goes_stale_by_seat();

-- Who wants to be reminded, and what each was told, once.
alter table person add column reminders boolean not null default true;
create table notice (
  id        bigint generated always as identity primary key,
  person_id bigint not null references person,
  key       text not null,                            -- the same for the same event
  text      text not null check (length(text) between 1 and 400),
  href      text not null default '',
  made_at   timestamptz not null,
  read_at   timestamptz,
  unique (person_id, key)
);
create index on notice (person_id, id desc);

-- +goose Down
drop table notice;
alter table person drop column reminders;
-- +goose StatementBegin
do $$
declare
  t text;
begin
  foreach t in array array['membership', 'party_group', 'seat', 'committee_term', 'transfer', 'study_plan', 'activity', 'dues', 'dues_month', 'honour', 'sanction', 'branch_rule', 'member_index', 'finding', 'seat_holding'] loop
    execute format('drop trigger if exists outlook_stale_new on %I', t);
    execute format('drop trigger if exists outlook_stale_old on %I', t);
  end loop;
end $$;
-- +goose StatementEnd
drop trigger outlook_stale_gone on finding;
drop function outlook_goes_stale(), outlook_goes_stale_by_finding(), outlook_goes_stale_by_seat();
drop table outlook_stale, outlook;
