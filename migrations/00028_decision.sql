-- +goose Up
-- How long a branch may answer what a spot check found, in working days.
alter table cycle add column answer_days int not null default 5 check (answer_days between 1 and 30);

-- What a branch says to a check that was handed in. The row comes with the handing in; the answer is given once.
create table spot_answer (
  spot_check_id bigint primary key references spot_check,
  answer_by     date not null,                      -- last day for answering
  answered_by   bigint references person,
  answered_at   timestamptz,
  check ((answered_by is null) = (answered_at is null))
);
insert into spot_answer (spot_check_id, answer_by)
select id, (handed_in_at at time zone 'Asia/Shanghai')::date + 7 from spot_check where handed_in_at is not null;

-- Without a row for any item the branch has nothing to say against the check.
create table spot_answer_item (
  spot_check_id bigint not null references spot_answer,
  item          text not null,
  text          text not null check (length(text) between 1 and 1000),
  primary key (spot_check_id, item)
);

-- What officers make of a check: one proposes, another confirms or sends back. Every proposal stays.
create table spot_decision (
  id            bigint generated always as identity primary key,
  spot_check_id bigint not null references spot_answer,
  proposed_by   bigint not null references person,
  proposed_at   timestamptz not null,
  decided_by    bigint references person,
  decided_at    timestamptz,
  confirmed     boolean,                            -- null while it waits
  reason        text not null default '' check (length(reason) <= 400),  -- why it was sent back
  constraint spot_decision_two_people check (decided_by <> proposed_by),
  check ((confirmed is null) = (decided_by is null)),
  check ((confirmed is null) = (decided_at is null)),
  check (confirmed is distinct from false or reason <> '')
);
create unique index spot_decision_one_waiting on spot_decision (spot_check_id) where confirmed is null;
create unique index spot_decision_one_confirmed on spot_decision (spot_check_id) where confirmed;

-- The items beyond the tolerance, each with the level that is to count. Items that are not here stand as reviewed.
create table spot_decision_item (
  decision_id bigint not null references spot_decision,
  item        text not null,
  level       text not null check (level in ('review', 'spot')),
  reason      text not null check (length(reason) between 2 and 400),
  primary key (decision_id, item)
);

-- +goose StatementBegin
create function answer_is_given() returns trigger language plpgsql as $$
begin
  if old.answered_at is not null then
    raise exception 'a spot check is answered once';
  end if;
  return new;
end $$;
-- +goose StatementEnd
create trigger spot_answer_frozen before update or delete on spot_answer for each row execute function draw_is_frozen('answered_by,answered_at');
create trigger spot_answer_given before update on spot_answer for each row execute function answer_is_given();
create trigger spot_answer_item_frozen before update or delete on spot_answer_item for each row execute function draw_is_frozen('');
create trigger spot_decision_frozen before update or delete on spot_decision for each row
  execute function draw_is_frozen('decided_by,decided_at,confirmed,reason');
create trigger spot_decision_decided before update on spot_decision for each row execute function seed_is_decided();
create trigger spot_decision_item_frozen before update or delete on spot_decision_item for each row execute function draw_is_frozen('');

-- +goose Down
drop table spot_decision_item, spot_decision, spot_answer_item, spot_answer;
drop function answer_is_given();
alter table cycle drop column answer_days;
