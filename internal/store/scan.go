package store

import (
	"time"

	"github.com/jackc/pgx/v5"

	"baolei/internal/core/calendar"
)

// ignore scans a row of which only the being there counts.
func ignore(pgx.Row) error { return nil }

// day scans a DATE that may be null.
type day struct{ to *calendar.Date }

func (d day) Scan(src any) error {
	*d.to = calendar.Date{}
	if t, ok := src.(time.Time); ok {
		*d.to = calendar.FromUTC(t)
	}
	return nil
}

// date is the parameter for a DATE: null where not set.
func date(d calendar.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.UTC()
}

// maybe scans an instant that may be null.
type maybe struct{ to *time.Time }

func (m maybe) Scan(src any) error {
	*m.to = time.Time{}
	if t, ok := src.(time.Time); ok {
		*m.to = t
	}
	return nil
}

// dateRef is an element of a parameter for an array of DATE: nil where not set.
func dateRef(d calendar.Date) *time.Time {
	if d.IsZero() {
		return nil
	}
	t := d.UTC()
	return &t
}
