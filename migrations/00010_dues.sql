-- +goose Up
-- Less or no dues as the committee above has allowed (article 8 of the rule of 2008), and a note on why a row is as it is.
alter table dues drop constraint dues_basis_check;
alter table dues add constraint dues_basis_check check (basis in ('wage', 'pension', 'farmer', 'fixed', 'reduced'));
alter table dues add column note text not null default '' check (length(note) <= 100);

-- To find whether an honour is there already.
create index on honour (identity) where removed_at is null;

-- +goose Down
drop index honour_identity_idx;
alter table dues drop column note;
alter table dues drop constraint dues_basis_check;
alter table dues add constraint dues_basis_check check (basis in ('wage', 'pension', 'farmer', 'fixed'));
