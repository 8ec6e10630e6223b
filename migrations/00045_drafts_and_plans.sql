-- +goose Up
-- Of the scores that a move changes, those that were nobody's claim: a self-assessment not submitted, a review not signed.
alter table cycle_move_line add column draft boolean not null default false;

-- What the officer assumed when the sizes of a draw were chosen: {"percent": 90, "off": {stratum: branches}}; {} where not told.
alter table draw add column plan jsonb not null default '{}';
-- All but state, version, drawn_at and bundle_digest.
drop trigger draw_frozen on draw;
create trigger draw_frozen before delete or update of id, cycle_id, root_id, title, population, population_digest, inspectors, inspectors_digest, sizes,
  per_branch, item_tolerance, branch_tolerance, committee_tolerance, drawn_before, seed_source, sealed, notice_digest, published_by, published_at,
  strata, rules, reasons, items, branches, plan on draw for each row
  execute function draw_is_frozen('state,version,drawn_at,bundle_digest');

-- +goose Down
drop trigger draw_frozen on draw;
create trigger draw_frozen before delete or update of id, cycle_id, root_id, title, population, population_digest, inspectors, inspectors_digest, sizes,
  per_branch, item_tolerance, branch_tolerance, committee_tolerance, drawn_before, seed_source, sealed, notice_digest, published_by, published_at,
  strata, rules, reasons, items, branches on draw for each row
  execute function draw_is_frozen('state,version,drawn_at,bundle_digest');
alter table draw drop column plan;
alter table cycle_move_line drop column draft;
