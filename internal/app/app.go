// Package app is what people can do. Each capability has a package of its own
// below, each use case a file there; this package holds what they all work
// with. A use case takes the actor, asks access and workflow, opens the one
// transaction and leaves the audit entry in it. It never renders and never
// reads the clock by itself.
package app

import (
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/store"
)

// Desk is what every use case works with.
type Desk struct {
	Store     *store.DB
	Sets      *Sets
	Inspector *Inspector
	Now       func() time.Time
	Keys      *Keys // nil where nothing is to be sealed or opened
}

// NewDesk makes a desk over a database, with the clock that it is given.
func NewDesk(db *store.DB, now func() time.Time) Desk {
	return Desk{Store: db, Sets: NewSets(db), Inspector: NewInspector(), Now: now}
}

// WithKeys returns the desk with the keys that seal personal data.
func (d Desk) WithKeys(k *Keys) Desk {
	d.Keys = k
	return d
}

// Today returns the day that it is in Shanghai.
func (d Desk) Today() calendar.Date { return calendar.DateOf(d.Now()) }
