-- +goose Up
-- A part of a closing is a run of branches by id, whatever their committee: a city of many small committees is closed in
-- few parts. What of a closing is not done yet is parted anew.
alter table closing_part disable trigger user;
delete from closing_part where done_at is null;
alter table closing_part drop column committee_id;
insert into closing_part (closing_id, position, first_id, last_id, branches, versions)
select closing_id, after + row_number() over (partition by closing_id order by part), min(id), max(id), count(*), sum(version)
from (select c.id as closing_id, coalesce((select max(position) from closing_part p where p.closing_id = c.id), 0) as after, a.id, a.version,
        (row_number() over (partition by c.id order by a.id) - 1) / 4000 as part
      from closing c join cycle y on y.id = c.cycle_id join assessment a on a.cycle_id = c.cycle_id and a.state = 'reported'
      where c.confirmed and y.closed_at is null) as t
group by closing_id, after, part;
alter table closing_part enable trigger user;

-- One index less to write for each change of a branch: both ask for the branch.
alter table assessment add unique (branch_id, cycle_id);
alter table assessment drop constraint assessment_cycle_id_branch_id_key;
drop index assessment_branch_id_idx;

-- +goose Down
create index on assessment (branch_id);
alter table assessment add unique (cycle_id, branch_id);
alter table assessment drop constraint assessment_branch_id_cycle_id_key;
alter table closing_part disable trigger user;
alter table closing_part add column committee_id bigint references organisation;
update closing_part p set committee_id = a.committee_id from assessment a where a.id = p.first_id;
alter table closing_part alter column committee_id set not null;
alter table closing_part enable trigger user;
