package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/scoring"
)

// Judged is an item that a reviewer has dealt with at a branch.
type Judged struct {
	Assessment   int64
	Item         string
	Reviewer     int64
	ReviewerName string
	At           time.Time
	Self, Review scoring.Points // the item's scores
}

// JudgedItems queues what reviewers have dealt with at some assessments, by
// item. An item is found among an assessment's scores by its place, which
// depends on the branch's kind: places[i], from 1, is where items[i] stands
// among the items for kinds[i].
func (b *Batch) JudgedItems(assessments []int64, kinds, items []string, places []int32, to *[]Judged) {
	b.all(func(r pgx.Row) error {
		var j Judged
		err := r.Scan(&j.Assessment, &j.Item, &j.Reviewer, &j.ReviewerName, &j.At, &j.Self, &j.Review)
		*to = append(*to, j)
		return err
	}, `select a.id, e.item, e.done_by, p.name, e.done_at, a.self_items[t.place], a.review_items[t.place]
		from assessment a join unnest($2::text[], $3::text[], $4::int[]) as t (kind, item, place) on t.kind = a.kind
		join item_entry e on e.assessment_id = a.id and e.level = 'review' and e.item = t.item and e.done_at is not null
		join person p on p.id = e.done_by
		where a.id = any($1) order by a.id`, assessments, kinds, items, places)
}
