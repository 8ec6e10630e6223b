package store

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// opening is the first key of the lock by which is seen who opens a cycle.
const opening = 34

// OpensAlone queues that a person opens a cycle, which takes its time where there
// are many branches: no other does until the transaction ends. Where another is at
// it, got is false and who and since tell of the other; "" where that one has just
// begun or ended.
func (b *Batch) OpensAlone(person int64, got *bool, who *string, since *time.Time) {
	var seen *bool
	b.one(nil, func(r pgx.Row) error { return r.Scan(got, &seen) }, `with got as materialized (select pg_try_advisory_xact_lock(hashtextextended('open a cycle', 0)) as got)
		select got, case when got then pg_try_advisory_xact_lock($1, $2::int) end from got`, opening, person)
	b.all(func(r pgx.Row) error { return r.Scan(who, since) }, `select p.name, a.xact_start from pg_locks l join pg_stat_activity a on a.pid = l.pid join person p on p.id = l.objid::bigint
		where l.locktype = 'advisory' and l.classid::bigint = $1 and l.objsubid = 2 and l.granted and l.pid <> pg_backend_pid()
		  and l.database = (select oid from pg_database where datname = current_database())`, opening)
}
