-- +goose Up
-- Closing a cycle: one officer proposes it over what there is then, another confirms; from that moment on nothing in the cycle
-- changes any more (closing_at), and the background makes what was reported final, part by part, until all is done (closed_at).
alter table cycle add column closing_at timestamptz;
update cycle set closing_at = closed_at where closed_at is not null;
alter table cycle add check (closing_at <= closed_at), add check (closed_at is null or closing_at is not null);

create table closing (
  id          bigint generated always as identity primary key,
  cycle_id    bigint not null references cycle,
  proposed_by bigint not null references person,
  proposed_at timestamptz not null,
  digest      text not null check (digest ~ '^[0-9a-f]{64}$'),  -- of what was proposed to be closed
  decided_by  bigint references person,
  decided_at  timestamptz,
  confirmed   boolean,                              -- null while it waits
  reason      text not null default '' check (length(reason) <= 400),  -- why it was sent back
  task_id     bigint references task,               -- the work that does it
  constraint closing_two_people check (decided_by <> proposed_by),
  check ((confirmed is null) = (decided_by is null)),
  check ((confirmed is null) = (decided_at is null)),
  check (confirmed is distinct from false or reason <> '')
);
create unique index closing_one_waiting on closing (cycle_id) where confirmed is null;
create unique index closing_one_confirmed on closing (cycle_id) where confirmed;

-- What was confirmed, in parts that are made final one transaction each: so many branches, whose versions add up to so much.
create table closing_part (
  closing_id   bigint not null references closing,
  position     int not null check (position > 0),
  committee_id bigint not null references organisation,
  first_id     bigint not null,
  last_id      bigint not null,
  branches     int not null check (branches > 0),
  versions     bigint not null,
  done_at      timestamptz,
  primary key (closing_id, position)
);

-- How many branches of an organisation had which grade when a cycle was closed; those without a result are in branches alone.
create table cycle_outcome (
  cycle_id        bigint not null references cycle,
  organisation_id bigint not null references organisation,  -- root, party committee or general branch
  branches        int not null,
  grades          jsonb not null,                   -- grade → branches
  primary key (cycle_id, organisation_id)
);

-- One file for each branch that was lagging when its cycle was closed. Its problems are the points that the final result lost.
create table rectification (
  id            bigint generated always as identity primary key,
  assessment_id bigint not null unique references assessment,
  cycle_id      bigint not null references cycle,
  branch_id     bigint not null references organisation,
  committee_id  bigint not null references organisation,
  root_id       bigint not null references organisation,
  state         text not null default 'planning' check (state in ('planning', 'mending', 'checking', 'checked', 'ended')),
  version       int not null default 1,             -- counts changes of any kind
  opened_at     timestamptz not null,
  ended_at      timestamptz,
  check ((state = 'ended') = (ended_at is not null))
);
create index on rectification (branch_id);
create index on rectification (committee_id, state);
create index on rectification (root_id, cycle_id, state);

create table rectification_measure (
  rectification_id bigint not null references rectification,
  item             text not null,
  measure          text not null check (length(measure) between 2 and 1000),
  responsible      text not null check (length(responsible) between 2 and 40),
  deadline         date not null,
  done_on          date,
  saved_by         bigint not null references person,
  saved_at         timestamptz not null,
  primary key (rectification_id, item)
);
create index on rectification_measure (deadline) where done_on is null;

-- All that happened, for ever.
create table rectification_entry (
  id               bigint generated always as identity primary key,
  rectification_id bigint not null references rectification,
  action           text not null check (action in ('measure', 'start', 'progress', 'hand_over', 'pass', 'fail', 'replan', 'end', 'give_back')),
  item             text not null default '',
  text             text not null default '' check (length(text) <= 1000),
  by_id            bigint not null references person,
  at               timestamptz not null
);
create index on rectification_entry (rectification_id, id);

-- +goose StatementBegin
create function cycle_is_closing() returns trigger language plpgsql as $$
begin
  if exists (select from cycle where id = old.cycle_id and closing_at is not null) then
    raise exception 'the cycle is closed' using errcode = 'BL410';
  end if;
  return new;
end $$;
-- The cycle's row is shared until the end of the transaction, so that what is written comes before the confirmation of a closing,
-- or is refused after it.
create function cycle_is_open() returns trigger language plpgsql as $$
declare
  cycle_of bigint;
begin
  case tg_argv[0]
    when 'cycle' then cycle_of := new.cycle_id;
    when 'draw' then select d.cycle_id into cycle_of from draw d where d.id = new.draw_id;
    when 'check' then select d.cycle_id into cycle_of from spot_check s join draw d on d.id = s.draw_id where s.id = new.spot_check_id;
    when 'report' then select r.cycle_id into cycle_of from committee_report r where r.id = new.report_id;
    when 'assessment' then select a.cycle_id into cycle_of from assessment a where a.id = new.assessment_id;
  end case;
  perform from cycle c where c.id = cycle_of for share;
  if exists (select from cycle c where c.id = cycle_of and c.closing_at is not null) then
    raise exception 'the cycle is closed' using errcode = 'BL410';
  end if;
  return new;
end $$;
create function closing_is_decided() returns trigger language plpgsql as $$
begin
  if old.confirmed is not null and (new.confirmed, new.decided_by, new.reason) is distinct from (old.confirmed, old.decided_by, old.reason) then
    raise exception 'a closing is decided on once';
  end if;
  return new;
end $$;
create function cycle_stays_closed() returns trigger language plpgsql as $$
begin
  raise exception 'a closed cycle does not change';
end $$;
-- +goose StatementEnd
create trigger assessment_closing before update on assessment for each row when (new.state <> 'final') execute function cycle_is_closing();
create trigger draw_closing before insert or update on draw for each row execute function cycle_is_open('cycle');
create trigger draw_escalation_closing before insert on draw_escalation for each row execute function cycle_is_open('draw');
create trigger spot_checker_closing before insert or update on spot_checker for each row execute function cycle_is_open('check');
create trigger committee_report_closing before insert or update on committee_report for each row execute function cycle_is_open('cycle');
create trigger report_sending_closing before insert or update on report_sending for each row execute function cycle_is_open('report');
create trigger objection_closing before insert or update on objection for each row execute function cycle_is_open('assessment');
create trigger member_index_closing before insert or update on member_index for each row execute function cycle_is_open('cycle');
create trigger city_average_closing before insert on city_average for each row execute function cycle_is_open('cycle');
create trigger evaluation_closing before insert on evaluation_answered for each row execute function cycle_is_open('assessment');
create trigger cycle_move_closing before insert or update on cycle_move for each row execute function cycle_is_open('cycle');
create trigger closing_frozen before update or delete on closing for each row execute function draw_is_frozen('decided_by,decided_at,confirmed,reason,task_id');
create trigger closing_decided before update on closing for each row execute function closing_is_decided();
create trigger closing_part_frozen before update or delete on closing_part for each row execute function draw_is_frozen('done_at');
create trigger cycle_outcome_frozen before update or delete on cycle_outcome for each row execute function draw_is_frozen('');
create trigger cycle_closed before update or delete on cycle for each row when (old.closed_at is not null) execute function cycle_stays_closed();
create trigger rectification_entry_frozen before update or delete on rectification_entry for each row execute function draw_is_frozen('');

-- +goose Down
drop trigger cycle_closed on cycle;
drop trigger assessment_closing on assessment;
drop trigger draw_closing on draw;
drop trigger draw_escalation_closing on draw_escalation;
drop trigger spot_checker_closing on spot_checker;
drop trigger committee_report_closing on committee_report;
drop trigger report_sending_closing on report_sending;
drop trigger objection_closing on objection;
drop trigger member_index_closing on member_index;
drop trigger city_average_closing on city_average;
drop trigger evaluation_closing on evaluation_answered;
drop trigger cycle_move_closing on cycle_move;
drop table rectification_entry, rectification_measure, rectification, cycle_outcome, closing_part, closing;
drop function cycle_is_closing(), cycle_is_open(), closing_is_decided(), cycle_stays_closed();
alter table cycle drop column closing_at;
