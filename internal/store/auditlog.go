package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/access"
)

// LogEntry is an audit entry as it is read back.
type LogEntry struct {
	ID      int64
	At      time.Time
	Account string // "" for nobody signed in
	Name    string
	Action  access.Action
	Object  string
	Subject int64 // the object's id; 0 where there is none
	Refused bool
	Detail  map[string]any
}

// LogFilter narrows the audit log; zero fields do not narrow.
type LogFilter struct {
	Action      access.Action
	Account     string
	Outcome     string    // "done" or "refused"
	From, Until time.Time // from, included, until, excluded
	Before      int64     // entries with smaller ids, for the next page
	Limit       int
}

// AuditLog queues a page of the audit log, the latest first.
func (b *Batch) AuditLog(f LogFilter, to *[]LogEntry) {
	b.all(func(r pgx.Row) error {
		var e LogEntry
		if err := r.Scan(&e.ID, &e.At, &e.Account, &e.Name, &e.Action, &e.Object, &e.Subject, &e.Refused, &e.Detail); err != nil {
			return err
		}
		*to = append(*to, e)
		return nil
	}, `select e.id, e.at, coalesce(p.account, ''), coalesce(p.name, ''), e.action, e.object_kind, e.object_id, e.outcome = 'refused', e.detail
		from audit_entry e left join person p on p.id = e.person_id
		where ($1 = '' or e.action = $1) and ($2 = '' or p.account = $2) and ($3 = '' or e.outcome = $3)
		  and ($4::timestamptz is null or e.at >= $4) and ($5::timestamptz is null or e.at < $5) and ($6::bigint = 0 or e.id < $6)
		order by e.id desc limit $7`, string(f.Action), f.Account, f.Outcome, instant(f.From), instant(f.Until), f.Before, f.Limit)
}

// instant is the parameter for an instant: null where not set.
func instant(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}
