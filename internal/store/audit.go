package store

import (
	"time"

	"baolei/internal/core/access"
)

// AuditEntry says who did what to what, or was refused. Detail holds codes and
// figures, never personal data.
type AuditEntry struct {
	At      time.Time
	Person  int64 // 0 for nobody signed in
	Action  access.Action
	Object  string // "assessment", "cycle", "draw", "session", …
	ID      int64
	Refused bool
	Detail  map[string]any
}

// Audit queues an entry. It goes into the transaction of the change itself; a
// refusal has one of its own.
func (b *Batch) Audit(e AuditEntry) {
	outcome := "done"
	if e.Refused {
		outcome = "refused"
	}
	if e.Detail == nil {
		e.Detail = map[string]any{}
	}
	b.do(`insert into audit_entry (at, person_id, action, object_kind, object_id, outcome, detail)
		values ($1, nullif($2, 0), $3, $4, $5, $6, $7)`, e.At, e.Person, string(e.Action), e.Object, e.ID, outcome, e.Detail)
}

// OnceOnly queues the taking of a form's key; fresh tells afterwards whether
// this is the first time that the person sends it. A second sending that comes
// while the first still runs waits for it.
func (b *Batch) OnceOnly(person int64, key string, fresh *bool) {
	b.one(fresh, ignore, `insert into idempotency (person_id, key) values ($1, $2) on conflict do nothing returning 1`, person, key)
}
