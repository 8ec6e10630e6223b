package oversee_test

import (
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/oversee"
	"baolei/internal/core/calendar"
	"baolei/internal/demo/demotest"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city with a clock that tests move.
type city struct {
	*demotest.City
	office *oversee.Service
	self   *assess.Service
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := &city{City: demotest.New(t)}
	desk := app.NewDesk(c.Store, c.Clock)
	c.office, c.self = oversee.New(desk), assess.New(desk)
	return c
}

// assessment is a branch's of the open cycle.
func (c *city) assessment(branch string) int64 {
	c.Helper()
	return c.Number(`select a.id from assessment a join organisation b on b.id = a.branch_id where b.code = $1 and a.cycle_id = $2`, branch, c.Cycle)
}

// put sets where a branch stands, as its committee would have left it.
func (c *city) put(branch, state, grade string, total int) {
	c.Helper()
	c.Exec(`update assessment set state = $2, self_total = $4, review_total = $4, review_grade = $3, counts_total = $4,
		counts_grade = $3, self_grade = $3, review_items = self_items, counts_items = self_items, submitted_at = now() where id = $1`, c.assessment(branch), state, grade, total)
}

func day(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }
