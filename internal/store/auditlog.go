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
	Subject int64  // the object's id; 0 where there is none
	About   string // what people know the object by; "" where it has no such name or is no more
	Whom    string // the account that the detail's person has; "" where it tells of none
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

// about names what an entry is about, where it is a place, a year or an account:
// nothing that is kept of a member.
const about = `coalesce(case e.object_kind
	when 'assessment' then (select b.name || ' ' || c.year || ' 年' from assessment a join organisation b on b.id = a.branch_id join cycle c on c.id = a.cycle_id where a.id = e.object_id)
	when 'organisation' then (select name from organisation where id = e.object_id)
	when 'branch' then (select name from organisation where id = e.object_id)
	when 'committee' then (select name from organisation where id = e.object_id)
	when 'person' then (select account from person where id = e.object_id)
	when 'appointment' then (select p.account || ' ' || o.name from appointment x join person p on p.id = x.person_id join organisation o on o.id = x.organisation_id where x.id = e.object_id)
	when 'cycle' then (select year || ' 年' from cycle where id = e.object_id)
	when 'draw' then (select title from draw where id = e.object_id)
	when 'report' then (select m.name || ' ' || c.year || ' 年' from committee_report r join organisation m on m.id = r.committee_id join cycle c on c.id = r.cycle_id where r.id = e.object_id)
	when 'rectification' then (select b.name || ' ' || c.year || ' 年' from rectification r join organisation b on b.id = r.branch_id join cycle c on c.id = r.cycle_id where r.id = e.object_id)
	when 'indicator_set' then (select code from indicator_set where id = e.object_id)
	end, '')`

// AuditLog queues a page of the audit log, the latest first.
func (b *Batch) AuditLog(f LogFilter, to *[]LogEntry) {
	b.all(func(r pgx.Row) error {
		var e LogEntry
		if err := r.Scan(&e.ID, &e.At, &e.Account, &e.Name, &e.Action, &e.Object, &e.Subject, &e.About, &e.Whom, &e.Refused, &e.Detail); err != nil {
			return err
		}
		*to = append(*to, e)
		return nil
	}, `select e.id, e.at, coalesce(p.account, ''), coalesce(p.name, ''), e.action, e.object_kind, e.object_id, `+about+`,
		coalesce((select account from person where id = case when jsonb_typeof(e.detail->'person') = 'number' then (e.detail->>'person')::bigint end), ''), e.outcome = 'refused', e.detail
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
