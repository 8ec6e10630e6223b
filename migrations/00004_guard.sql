-- +goose Up
-- guard stops the transaction, its COMMIT in the same round trip included, where an
-- update met a row that somebody else had changed.
-- +goose StatementBegin
create function guard(hits bigint) returns void language plpgsql as $$
begin
  if hits = 0 then
    raise exception 'changed meanwhile' using errcode = 'BL409';
  end if;
end $$;
-- +goose StatementEnd

-- +goose Down
drop function guard(bigint);
