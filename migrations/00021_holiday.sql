-- +goose Up
-- Days on which people work or not, other than the week says: off, or made up for (work). As the State Council's General
-- Office published them in November 2024 and November 2025; officers add later years. Saturdays and Sundays that are off
-- anyway are listed where the arrangement names them.
create table holiday (
  day  date primary key,
  kind text not null check (kind in ('off', 'work')),
  name text not null check (length(name) between 1 and 20)
);

insert into holiday (day, kind, name)
select d::date, 'off', name from (values
  (date '2025-01-01', date '2025-01-01', '元旦'),
  (date '2025-01-28', date '2025-02-04', '春节'),
  (date '2025-04-04', date '2025-04-06', '清明节'),
  (date '2025-05-01', date '2025-05-05', '劳动节'),
  (date '2025-05-31', date '2025-06-02', '端午节'),
  (date '2025-10-01', date '2025-10-08', '国庆节、中秋节'),
  (date '2026-01-01', date '2026-01-03', '元旦'),
  (date '2026-02-15', date '2026-02-23', '春节'),
  (date '2026-04-04', date '2026-04-06', '清明节'),
  (date '2026-05-01', date '2026-05-05', '劳动节'),
  (date '2026-06-19', date '2026-06-21', '端午节'),
  (date '2026-09-25', date '2026-09-27', '中秋节'),
  (date '2026-10-01', date '2026-10-07', '国庆节')) as h (first, last, name), generate_series(first, last, interval '1 day') as d
union all
values
  (date '2025-01-26', 'work', '春节'), (date '2025-02-08', 'work', '春节'),
  (date '2025-04-27', 'work', '劳动节'),
  (date '2025-09-28', 'work', '国庆节、中秋节'), (date '2025-10-11', 'work', '国庆节、中秋节'),
  (date '2026-01-04', 'work', '元旦'),
  (date '2026-02-14', 'work', '春节'), (date '2026-02-28', 'work', '春节'),
  (date '2026-05-09', 'work', '劳动节'),
  (date '2026-09-20', 'work', '国庆节'), (date '2026-10-10', 'work', '国庆节');

-- +goose Down
drop table holiday;
