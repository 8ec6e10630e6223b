-- +goose Up
alter table draw add column strata text not null default '' check (strata in ('', 'committee', 'grade', 'all'));  -- '' in older rows
-- The rules for tickets in words, and which of them gave how many to whom; null: published before there were any.
alter table draw add column rules text[];
alter table draw add column reasons text not null default '';
-- Codes of the items that are checked; none means all.
alter table draw add column items text[] not null default '{}';

-- What the other levels stood at when a check was handed in: what the draw says about the rest does not change with an
-- assessment that is opened again. Checks handed in before this table have no row.
create table spot_beside (
  spot_check_id bigint primary key references spot_check,
  self_total    bigint not null,
  self_items    bigint[] not null,
  review_total  bigint not null,
  review_items  bigint[] not null
);
create trigger spot_beside_frozen before update or delete on spot_beside for each row execute function draw_is_frozen('');

-- What an officer decided about verifying all branches of a committee whose mean was beyond the tolerance.
create table draw_escalation (
  draw_id      bigint not null references draw,
  committee_id bigint not null references organisation,
  checked      int not null check (checked > 0),    -- branches, and their mean of review − spot check as it was shown
  mean         bigint not null,                     -- hundredths of a point
  accepted     boolean not null,
  reason       text not null check (length(reason) between 2 and 400),
  decided_by   bigint not null references person,
  decided_at   timestamptz not null,
  primary key (draw_id, committee_id)
);
create trigger draw_escalation_frozen before update or delete on draw_escalation for each row execute function draw_is_frozen('');

-- +goose Down
drop table draw_escalation, spot_beside;
alter table draw drop column strata, drop column rules, drop column reasons, drop column items;
