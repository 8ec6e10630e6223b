-- +goose Up
-- Notices by mail, for who gives an address and wants them there.
alter table person
  add column email text not null default '' check (length(email) <= 120),
  add column mails boolean not null default true;
alter table notice
  add column mail text not null default 'none' check (mail in ('none', 'waiting', 'sent', 'failed')),
  add column mail_tries int not null default 0,
  add column mail_after timestamptz;
create index on notice (mail_after) where mail = 'waiting';

-- +goose Down
alter table notice drop column mail, drop column mail_tries, drop column mail_after;
alter table person drop column email, drop column mails;
