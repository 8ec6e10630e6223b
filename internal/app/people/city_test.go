package people_test

import (
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/people"
	"baolei/internal/core/calendar"
	"baolei/internal/demo/demotest"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// today is the day of every city.
var today = calendar.Date{Year: 2026, Month: time.December, Day: 20}

// city is the demo's city on 20 December 2026, with the people in it.
type city struct {
	*demotest.City
	folk *people.Service
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := &city{City: demotest.New(t)}
	var err error
	c.folk, err = people.New(app.NewDesk(c.Store, c.Clock))
	c.Must(err)
	return c
}

func (c *city) organisation(code string) int64 {
	c.Helper()
	return c.Number(`select id from organisation where code = $1`, code)
}
