-- +goose Up
-- A draw's lists are long, ten megabytes for half a million branches. How many branches there are is kept beside them,
-- and no step of a draw writes them anew, looks through them, or packs and unpacks them.
alter table draw add column branches int;
alter table draw disable trigger user;
update draw set branches = length(population) - length(replace(population, chr(10), ''));
alter table draw enable trigger user;
alter table draw alter column branches set not null;
-- +goose StatementBegin
create function draw_is_counted() returns trigger language plpgsql as $$
begin
  new.branches = length(new.population) - length(replace(new.population, chr(10), ''));
  return new;
end $$;
-- +goose StatementEnd
create trigger draw_counted before insert on draw for each row execute function draw_is_counted();
alter table draw alter column population set storage external, alter column inspectors set storage external, alter column reasons set storage external;

-- All but state, version, drawn_at and bundle_digest.
drop trigger draw_frozen on draw;
create trigger draw_frozen before delete or update of id, cycle_id, root_id, title, population, population_digest, inspectors, inspectors_digest, sizes,
  per_branch, item_tolerance, branch_tolerance, committee_tolerance, drawn_before, seed_source, sealed, notice_digest, published_by, published_at,
  strata, rules, reasons, items, branches on draw for each row
  execute function draw_is_frozen('state,version,drawn_at,bundle_digest');

-- What a draw may take, and what last year tells of it, without the wide rows; and who acted on what.
create index assessment_signed on assessment (cycle_id, root_id, state) include (id, branch_id, committee_id, kind, review_grade, self_total, review_total)
  where state in ('verified', 'publicised', 'reported', 'final');
create index act_person on act (person_id, level);

-- +goose Down
drop index act_person;
drop index assessment_signed;
drop trigger draw_frozen on draw;
create trigger draw_frozen before update or delete on draw for each row
  execute function draw_is_frozen('state,version,drawn_at,bundle_digest');
alter table draw alter column population set storage extended, alter column inspectors set storage extended, alter column reasons set storage extended;
drop trigger draw_counted on draw;
drop function draw_is_counted();
alter table draw drop column branches;
