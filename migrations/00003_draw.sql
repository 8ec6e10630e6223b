-- +goose Up
create table draw (
  id                 bigint generated always as identity primary key,
  cycle_id           bigint not null references cycle,
  state              text not null check (state in ('published', 'seeded', 'drawn')),
  version            int not null default 1,
  population         text not null,                 -- frozen once published
  population_digest  text not null,
  inspectors         text not null,
  inspectors_digest  text not null,
  sizes              jsonb not null,                -- stratum → how many are drawn
  item_tolerance     bigint not null check (item_tolerance >= 0),       -- points, hundredths
  branch_tolerance   bigint not null check (branch_tolerance >= 0),
  committee_tolerance bigint not null check (committee_tolerance >= 0),
  seed_source        text not null check (length(seed_source) between 2 and 200),
  sealed             boolean not null default true,
  published_by       bigint not null references person,
  published_at       timestamptz not null,
  drawn_at           timestamptz
);
create index on draw (cycle_id);

-- Every seed that was typed, the refused ones with their reason: repeated tries stay visible.
create table draw_seed (
  draw_id      bigint not null references draw,
  attempt      int not null,
  seed         text not null check (seed ~ '^[0-9]{20,400}$'),
  entered_by   bigint not null references person,
  entered_at   timestamptz not null,
  decided_by   bigint references person check (decided_by <> entered_by),
  decided_at   timestamptz,
  confirmed    boolean,                             -- null while it waits
  reason       text not null default '',            -- why it was refused
  primary key (draw_id, attempt),
  check ((confirmed is null) = (decided_by is null)),
  check (confirmed is distinct from false or reason <> '')
);
create unique index on draw_seed (draw_id) where confirmed is null;

create table spot_check (
  id            bigint generated always as identity primary key,
  draw_id       bigint not null references draw,
  assessment_id bigint not null unique references assessment,   -- nobody is drawn twice in a cycle
  position      int not null,                       -- place in the order of the draw, from 1
  stratum       text not null,
  tickets       int not null,
  number        text not null,                      -- the branch's smallest ticket, hex
  version       int not null default 1,
  spot_base     bigint not null default 0,
  spot_pioneer  bigint not null default 0,
  spot_bottom   bigint not null default 0,
  spot_total    bigint not null default 0,
  spot_vetoed   boolean not null default false,
  spot_grade    text not null default '',
  spot_items    bigint[] not null default '{}',
  spot_answered int not null default 0,
  handed_in_by  bigint references person,
  handed_in_at  timestamptz
);
create index on spot_check (draw_id, position);

create table spot_checker (
  spot_check_id bigint not null references spot_check,
  person_id     bigint not null references person,
  drawn         boolean not null,                   -- by the draw, or assigned by an officer in place of one who cannot
  assigned_by   bigint references person,
  assigned_at   timestamptz not null,
  reason        text not null default '',
  primary key (spot_check_id, person_id)
);
create index on spot_checker (person_id);

-- +goose Down
drop table spot_checker, spot_check, draw_seed, draw;
