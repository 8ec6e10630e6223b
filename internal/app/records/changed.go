package records

import (
	"time"

	"baolei/internal/app"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/store"
)

// Changed tells the second of two people who changed the same record who was
// first, and when. What is there now is read anew for the page that shows both.
type Changed struct {
	By string
	At time.Time
}

// Error returns the words for the person.
func (c *Changed) Error() string {
	return "这条记录刚被" + c.By + "改过。请对照两边内容，再决定保留哪一个；您填写的内容还在。"
}

// Unwrap makes it a conflict.
func (c *Changed) Unwrap() error { return fault.New(fault.Conflict, c.Error()) }

// last reads who changed a record last.
type last struct {
	by string
	at time.Time
}

func (l *last) read(b *store.Batch, kind record.Kind, id int64) { b.LastChange(kind, id, &l.by, &l.at) }

// seen refuses a change of a record that is no longer the version that the
// person saw.
func (l *last) seen(is, saw int) error {
	if is == saw {
		return nil
	}
	if l.by == "" {
		l.by = "别人"
	}
	return &Changed{l.by, l.at}
}

// notFound is the answer for what is not there, or not at this branch.
func notFound() error { return app.NotFound() }
