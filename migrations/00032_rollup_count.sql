-- +goose Up
-- A city's board counts the committees of its cycle before it shows some of them.
create index rollup_of_root on rollup (cycle_id, root_id);

-- +goose Down
drop index rollup_of_root;
