package store

import (
	"time"

	"github.com/jackc/pgx/v5"
)

// Evidence is a file attached to an item of an assessment.
type Evidence struct {
	ID        int64
	Item      string
	Level     Level
	Digest    string // SHA-256 of the stored bytes, lower-case hex
	Name      string
	Size      int // bytes
	MediaType string
	AddedBy   int64
	AddedName string
	AddedAt   time.Time
}

// EvidenceOf queues the evidence of an assessment, oldest first.
func (b *Batch) EvidenceOf(assessment int64, to *[]Evidence) {
	b.all(func(r pgx.Row) error {
		var e Evidence
		if err := r.Scan(&e.ID, &e.Item, &e.Level, &e.Digest, &e.Name, &e.Size, &e.MediaType, &e.AddedBy, &e.AddedName, &e.AddedAt); err != nil {
			return err
		}
		*to = append(*to, e)
		return nil
	}, `select e.id, e.item, e.level, e.digest, e.name, f.size, f.media_type, e.added_by, p.name, e.added_at
		from evidence e join file f on f.digest = e.digest join person p on p.id = e.added_by where e.assessment_id = $1 order by e.id`, assessment)
}

// AddEvidence queues the attaching of a kept file; e.ID is set when the batch
// has run. A file that is attached to the item already stops the transaction.
func (b *Batch) AddEvidence(assessment int64, e *Evidence) {
	b.one(nil, func(r pgx.Row) error { return r.Scan(&e.ID) }, `insert into evidence (assessment_id, item, level, digest, name, added_by, added_at)
		values ($1, $2, $3, $4, $5, $6, $7) returning id`, assessment, e.Item, string(e.Level), e.Digest, e.Name, e.AddedBy, e.AddedAt)
}

// RemoveEvidence queues the detaching of a file. Where somebody was faster, the
// transaction stops.
func (b *Batch) RemoveEvidence(assessment, id int64) {
	b.one(nil, ignore, `with d as (delete from evidence where assessment_id = $1 and id = $2 returning 1) select guard(count(*)) from d`, assessment, id)
}
