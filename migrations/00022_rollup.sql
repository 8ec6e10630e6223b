-- +goose Up
-- Sums over the branches of a committee, and of a whole city, in a cycle: what boards read. A change of an assessment marks
-- its committee (rollup_mark) and touches no sum, so that saves of one committee never wait for each other; marked
-- committees are added up anew when a board is opened, or in the background. The lists are as internal/core/rollup lays
-- them out for the set; points are hundredths.
create table rollup (
  cycle_id         bigint not null references cycle,
  organisation_id  bigint not null references organisation,  -- a party committee, or the root
  root_id          bigint not null references organisation,
  set_id           bigint not null references indicator_set,
  branches         bigint not null,
  tally            bigint[] not null,                -- branches by state and grade
  claims           bigint[] not null,                -- submitted self-assessments: number, sum of totals
  claim_bands      bigint[] not null,                -- and how many in each band of totals
  results          bigint[] not null,                -- scores that count of branches with a result: number, sum
  result_bands     bigint[] not null,
  lost             bigint[] not null,                -- by item in table order: points lost, or won by items that earn
  losers           bigint[] not null,                -- by item: branches that lost, or won, any
  review_gap       bigint[] not null,                -- self − review: number, sum, sum of squares, above 0, below 0
  review_gap_items bigint[] not null,
  spot_gap         bigint[] not null,                -- review − spot check, alike
  spot_gap_items   bigint[] not null,
  made_at          timestamptz not null,
  primary key (cycle_id, organisation_id)
);

-- What has changed since. A mark is only ever added and taken away, never looked up by a save, so that it locks nothing.
create table rollup_mark (
  id           bigint generated always as identity primary key,
  cycle_id     bigint not null,
  committee_id bigint not null
);
create index on rollup_mark (cycle_id, committee_id);

-- The year as it goes by month: activities, and branches that held a theme party day.
create table rollup_year (
  year            int not null,
  organisation_id bigint not null references organisation,
  root_id         bigint not null references organisation,
  activities      bigint[] not null,                 -- by month
  party_days      bigint[] not null,                 -- by month: branches that held one
  made_at         timestamptz not null,
  primary key (year, organisation_id)
);
create table rollup_year_mark (
  id           bigint generated always as identity primary key,
  year         int not null,
  committee_id bigint not null
);
create index on rollup_year_mark (year, committee_id);

-- +goose StatementBegin
create function rollup_marks_new() returns trigger language plpgsql as $$
begin
  insert into rollup_mark (cycle_id, committee_id) select distinct cycle_id, committee_id from fresh;
  return null;
end $$;
create function rollup_marks_gone() returns trigger language plpgsql as $$
begin
  insert into rollup_mark (cycle_id, committee_id) select distinct cycle_id, committee_id from stale;
  return null;
end $$;
-- What a branch fills in as a draft is in no sum.
create function rollup_marks_changed() returns trigger language plpgsql as $$
begin
  insert into rollup_mark (cycle_id, committee_id)
  select distinct k.cycle_id, k.committee_id from fresh n join stale o on o.id = n.id
    cross join lateral (values (n.cycle_id, n.committee_id), (o.cycle_id, o.committee_id)) as k (cycle_id, committee_id)
  where (n.cycle_id, n.committee_id, n.state, n.kind) is distinct from (o.cycle_id, o.committee_id, o.state, o.kind)
     or n.state not in ('draft', 'returned') and (n.self_total, n.self_items, n.review_total, n.review_items, n.counts_total, n.counts_items, n.counts_grade)
        is distinct from (o.self_total, o.self_items, o.review_total, o.review_items, o.counts_total, o.counts_items, o.counts_grade);
  return null;
end $$;
create function rollup_marks_check() returns trigger language plpgsql as $$
begin
  insert into rollup_mark (cycle_id, committee_id)
  select distinct a.cycle_id, a.committee_id from fresh n join stale o on o.id = n.id join assessment a on a.id = n.assessment_id
  where (n.handed_in_at is null, n.spot_total, n.spot_items) is distinct from (o.handed_in_at is null, o.spot_total, o.spot_items) and n.handed_in_at is not null;
  return null;
end $$;
create function rollup_marks_set() returns trigger language plpgsql as $$
begin
  insert into rollup_mark (cycle_id, committee_id) select distinct cycle_id, committee_id from assessment where cycle_id = new.id;
  return null;
end $$;
create function rollup_marks_activity() returns trigger language plpgsql as $$
begin
  insert into rollup_year_mark (year, committee_id) select distinct extract(year from occurred_on)::int, committee_id from fresh;
  return null;
end $$;
create function rollup_marks_activity_gone() returns trigger language plpgsql as $$
begin
  insert into rollup_year_mark (year, committee_id) select distinct extract(year from occurred_on)::int, committee_id from stale;
  return null;
end $$;
create function rollup_marks_activity_changed() returns trigger language plpgsql as $$
begin
  insert into rollup_year_mark (year, committee_id)
  select extract(year from occurred_on)::int, committee_id from fresh union select extract(year from occurred_on)::int, committee_id from stale;
  return null;
end $$;
-- +goose StatementEnd
create trigger rollup_new after insert on assessment referencing new table as fresh for each statement execute function rollup_marks_new();
create trigger rollup_gone after delete on assessment referencing old table as stale for each statement execute function rollup_marks_gone();
create trigger rollup_changed after update on assessment referencing new table as fresh old table as stale for each statement execute function rollup_marks_changed();
create trigger rollup_check after update on spot_check referencing new table as fresh old table as stale for each statement execute function rollup_marks_check();
create trigger rollup_set after update of set_id on cycle for each row when (old.set_id <> new.set_id) execute function rollup_marks_set();
create trigger rollup_new after insert on activity referencing new table as fresh for each statement execute function rollup_marks_activity();
create trigger rollup_gone after delete on activity referencing old table as stale for each statement execute function rollup_marks_activity_gone();
create trigger rollup_changed after update on activity referencing new table as fresh old table as stale for each statement execute function rollup_marks_activity_changed();

insert into rollup_mark (cycle_id, committee_id) select distinct cycle_id, committee_id from assessment;
insert into rollup_year_mark (year, committee_id) select distinct extract(year from occurred_on)::int, committee_id from activity;

-- Lists that begin with the committees by code, and with branches that stand in a state.
create index organisation_committees on organisation (root_id, code) where level = 'party_committee';
create index assessment_by_state on assessment (cycle_id, state, counts_grade);
-- Branches with more time than the others: few.
create index assessment_with_time on assessment (cycle_id) where extended_until is not null or reply_by is not null;

-- +goose Down
drop index assessment_with_time, assessment_by_state, organisation_committees;
drop trigger rollup_changed on activity;
drop trigger rollup_gone on activity;
drop trigger rollup_new on activity;
drop trigger rollup_set on cycle;
drop trigger rollup_check on spot_check;
drop trigger rollup_changed on assessment;
drop trigger rollup_gone on assessment;
drop trigger rollup_new on assessment;
drop function rollup_marks_new(), rollup_marks_gone(), rollup_marks_changed(), rollup_marks_check(), rollup_marks_set(),
  rollup_marks_activity(), rollup_marks_activity_gone(), rollup_marks_activity_changed();
drop table rollup_year_mark, rollup_year, rollup_mark, rollup;
