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
