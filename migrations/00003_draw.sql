-- +goose Up
-- A draw of branches for the spot check. Everything but state, version and what the drawing brings is frozen from the
-- first moment: it was published.
create table draw (
  id                  bigint generated always as identity primary key,
  cycle_id            bigint not null references cycle,
  root_id             bigint not null references organisation,
  title               text not null check (length(title) between 2 and 60),
  state               text not null check (state in ('published', 'drawn')),
  version             int not null default 1,       -- counts seeds typed and decided on
  population          text not null,
  population_digest   text not null check (population_digest = encode(sha256(convert_to(population, 'UTF8')), 'hex')),
  inspectors          text not null,
  inspectors_digest   text not null check (inspectors_digest = encode(sha256(convert_to(inspectors, 'UTF8')), 'hex')),
  sizes               jsonb not null,               -- stratum → how many are drawn
  per_branch          int not null check (per_branch between 1 and 9),
  item_tolerance      bigint not null check (item_tolerance >= 0),       -- points, hundredths
  branch_tolerance    bigint not null check (branch_tolerance >= 0),
  committee_tolerance bigint not null check (committee_tolerance >= 0),
  drawn_before        text[] not null,              -- codes of the branches drawn earlier in the cycle
  seed_source         text not null check (length(seed_source) between 2 and 200),
  sealed              boolean not null default true,
  notice_digest       text not null check (notice_digest ~ '^[0-9a-f]{64}$'),
  published_by        bigint not null references person,
  published_at        timestamptz not null,
  drawn_at            timestamptz,
  bundle_digest       text,
  check ((state = 'drawn') = (drawn_at is not null)),
  check ((state = 'drawn') = (bundle_digest is not null)),
  check (drawn_at >= published_at)
);
create index on draw (cycle_id);
-- Two open populations could draw one branch twice.
create unique index draw_one_open on draw (cycle_id) where state = 'published';

-- Every seed that was typed, the refused ones with their reason: repeated tries stay visible.
create table draw_seed (
  draw_id      bigint not null references draw,
  attempt      int not null check (attempt > 0),
  seed         text not null check (seed ~ '^[0-9]+$' and length(seed) between 20 and 400),
  entered_by   bigint not null references person,
  entered_at   timestamptz not null,
  decided_by   bigint references person,
  decided_at   timestamptz,
  confirmed    boolean,                             -- null while it waits
  reason       text not null default '' check (length(reason) <= 400),  -- why it was refused
  primary key (draw_id, attempt),
  constraint draw_seed_two_people check (decided_by <> entered_by),
  check (decided_at >= entered_at),
  check ((confirmed is null) = (decided_by is null)),
  check ((confirmed is null) = (decided_at is null)),
  check (confirmed is distinct from false or reason <> '')
);
create unique index draw_seed_one_waiting on draw_seed (draw_id) where confirmed is null;
create unique index draw_seed_one_confirmed on draw_seed (draw_id) where confirmed;

create table spot_check (
  id            bigint generated always as identity primary key,
  draw_id       bigint not null references draw,
  assessment_id bigint not null unique references assessment,   -- nobody is drawn twice in a cycle
  position      int not null check (position > 0),  -- place in the order of the draw
  stratum       text not null,
  tickets       int not null check (tickets between 1 and 100),
  number        text not null check (number ~ '^[0-9a-f]{64}$'),  -- the branch's smallest ticket
  version       int not null default 1,             -- counts what is stated in it
  -- Until it is handed in, the score of what was stated so far; from then on that of the check, in which clauses that it
  -- does not cover stand as reviewed.
  spot_base     bigint not null default 0,
  spot_pioneer  bigint not null default 0,
  spot_bottom   bigint not null default 0,
  spot_total    bigint not null default 0,
  spot_vetoed   boolean not null default false,
  spot_grade    text not null default '',
  spot_items    bigint[] not null default '{}',
  spot_answered int not null default 0,
  handed_in_by  bigint references person,
  handed_in_at  timestamptz,
  unique (draw_id, position),
  check ((handed_in_by is null) = (handed_in_at is null))
);

-- Who checks a branch. Who was replaced stays: the draw is recomputed from the rows that it made.
create table spot_checker (
  id            bigint generated always as identity primary key,
  spot_check_id bigint not null references spot_check,
  place         int not null check (place > 0),     -- first, second inspector of the branch
  person_id     bigint not null references person,
  drawn         boolean not null,                   -- by the draw, or put in by an officer for one who cannot come
  assigned_by   bigint references person,           -- the officer who put this person in
  assigned_at   timestamptz not null,
  ended_by      bigint references person,
  ended_at      timestamptz,
  reason        text not null default '' check (length(reason) <= 400),  -- why this person was replaced
  check (drawn = (assigned_by is null)),
  check (assigned_by <> person_id),
  check ((ended_by is null) = (ended_at is null)),
  check ((ended_by is null) = (reason = ''))
);
create unique index spot_checker_place on spot_checker (spot_check_id, place) where ended_at is null;
create unique index spot_checker_once on spot_checker (spot_check_id, person_id) where ended_at is null;
create index on spot_checker (person_id);

-- +goose StatementBegin
create function draw_is_frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception '% is kept for ever', tg_table_name;
  end if;
  if to_jsonb(new) - string_to_array(tg_argv[0], ',') is distinct from to_jsonb(old) - string_to_array(tg_argv[0], ',') then
    raise exception '% was published and does not change', tg_table_name;
  end if;
  return new;
end $$;
create function draw_is_over() returns trigger language plpgsql as $$
begin
  if old.state = 'drawn' then
    raise exception 'a draw is drawn once';
  end if;
  return new;
end $$;
create function seed_is_decided() returns trigger language plpgsql as $$
begin
  if old.confirmed is not null then
    raise exception 'a seed is decided on once';
  end if;
  return new;
end $$;
create function check_is_handed_in() returns trigger language plpgsql as $$
begin
  if old.handed_in_at is not null and (new.handed_in_at, new.handed_in_by, new.spot_total, new.spot_items)
    is distinct from (old.handed_in_at, old.handed_in_by, old.spot_total, old.spot_items) then
    raise exception 'a spot check is handed in once';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger draw_frozen before update or delete on draw for each row
  execute function draw_is_frozen('state,version,drawn_at,bundle_digest');
create trigger draw_over before update on draw for each row execute function draw_is_over();
create trigger draw_seed_frozen before update or delete on draw_seed for each row
  execute function draw_is_frozen('decided_by,decided_at,confirmed,reason');
create trigger draw_seed_decided before update on draw_seed for each row execute function seed_is_decided();
create trigger spot_check_frozen before update or delete on spot_check for each row
  execute function draw_is_frozen('version,spot_base,spot_pioneer,spot_bottom,spot_total,spot_vetoed,spot_grade,spot_items,spot_answered,handed_in_by,handed_in_at');
create trigger spot_check_handed_in before update on spot_check for each row execute function check_is_handed_in();
create trigger spot_checker_frozen before update or delete on spot_checker for each row
  execute function draw_is_frozen('ended_by,ended_at,reason');

-- +goose Down
drop table spot_checker, spot_check, draw_seed, draw;
drop function draw_is_frozen(), draw_is_over(), seed_is_decided(), check_is_handed_in();
