-- +goose Up
-- What a reviewer should look at twice, as it was at submission; never points.
create table hint (
  assessment_id bigint primary key references assessment,
  hints         jsonb not null,
  made_at       timestamptz not null
);
create index on evidence (digest);

-- +goose Down
drop index evidence_digest_idx;
drop table hint;
