package store

import (
	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
)

// Book is a branch's record book in the list of books.
type Book struct {
	Branch    int64
	Name      string
	Committee string        // the party committee's name
	Entries   int           // activities of the window
	Last      calendar.Date // the day of the latest; zero where there is none
}

// BookReader says of which branches somebody may read the books: those
// themselves, those below organisations, all below a root, those to spot-check.
type BookReader struct {
	Branches, Above, Roots []int64
	Checker                int64 // person; 0 for nobody
}

// Books queues the record books that somebody may read and whose branch's or
// committee's name holds a text, with how many there are in all.
func (b *Batch) Books(who BookReader, search string, w calendar.Window, limit, offset int, to *[]Book, total *int) {
	where := ` from organisation o left join organisation c on c.id = o.committee_id
		where o.level = 'branch' and o.closed_on is null and ($5 = '' or strpos(o.name, $5) > 0 or strpos(c.name, $5) > 0)
		and (o.id = any($1) or o.parent_id = any($2) or o.committee_id = any($2) or o.root_id = any($3)
		  or o.id in (select a.branch_id from assessment a join spot_check s on s.assessment_id = a.id join spot_checker k on k.spot_check_id = s.id
		    where k.person_id = $4 and k.ended_at is null))`
	args := []any{ids(who.Branches), ids(who.Above), ids(who.Roots), who.Checker, search}
	b.one(nil, func(r pgx.Row) error { return r.Scan(total) }, `select count(*)`+where, args...)
	b.all(collect(to, func(k *Book) []any { return []any{&k.Branch, &k.Name, &k.Committee, &k.Entries, day{&k.Last}} }),
		`select x.id, x.name, x.committee, a.n, a.last from (select o.id, o.name, coalesce(c.name, '') as committee, c.code as above, o.code`+where+`
		  order by c.code, o.code limit $6 offset $7) x
		cross join lateral (select count(*) as n, max(occurred_on) as last from activity
		  where branch_id = x.id and removed_at is null and occurred_on between $8 and $9) a order by x.above, x.code`,
		append(args, limit, offset, date(w.From), date(w.Until))...)
}

// FirstYear queues the year of a branch's oldest record; 0 where it has none.
func (b *Batch) FirstYear(branch int64, year *int) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(year) }, `select coalesce(extract(year from least(
		(select min(occurred_on) from activity where branch_id = $1 and removed_at is null), (select min(occurred_on) from study_plan where branch_id = $1 and removed_at is null),
		(select min(occurred_on) from honour where branch_id = $1 and removed_at is null), (select min(month) from dues where branch_id = $1)))::int, 0)`, branch)
}
