package store

import "github.com/jackc/pgx/v5"

// Marked is a committee that changed since it was last added up, with the marks
// that say so.
type Marked struct {
	Committee int64
	Root      int64
	Marks     []int64
}

// Marked queues some of the committees that changed since in a cycle.
func (b *Batch) Marked(cycle int64, limit int, to *[]Marked) {
	b.all(collect(to, func(m *Marked) []any { return []any{&m.Committee, &m.Root, &m.Marks} }), `
		select m.committee_id, o.root_id, array_agg(m.id) from rollup_mark m join organisation o on o.id = m.committee_id
		where m.cycle_id = $1 group by m.committee_id, o.root_id order by m.committee_id limit $2`, cycle, limit)
}

// Unmark queues that the changes which some marks told of are in the sums now.
// Marks that came since stay.
func (b *Batch) Unmark(marks []int64) { b.do(`delete from rollup_mark where id = any($1)`, marks) }

// AnyMarked queues whether anything changed in a cycle, 0 for the latest, since
// it was last added up.
func (b *Batch) AnyMarked(cycle int64, any *bool) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(any) }, `select exists (select from rollup_mark
		where cycle_id = case when $1::bigint = 0 then (select id from cycle order by year desc limit 1) else $1 end)`, cycle)
}

// MarkedCycles queues the cycles in which anything changed since.
func (b *Batch) MarkedCycles(to *[]int64) {
	b.all(collect(to, func(id *int64) []any { return []any{id} }), `select id from cycle c where exists (select from rollup_mark m where m.cycle_id = c.id) order by year desc`)
}

// AloneWith queues the taking of a lock that holds until the transaction ends;
// got is false where somebody else has it.
func (b *Batch) AloneWith(what string, id int64, got *bool) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(got) }, `select pg_try_advisory_xact_lock(hashtextextended($1, $2))`, what, id)
}
