package records_test

import (
	"strconv"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/records"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city; branch is CZ-02, which 王明 leads and 刘芳 helps to
// keep.
type city struct {
	*demotest.City
	records *records.Service
	branch  int64
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := &city{City: demotest.New(t)}
	c.records = records.New(app.NewDesk(c.Store, c.Clock).WithKeys(c.Keys))
	c.branch = c.Number(`select id from organisation where code = 'CZ-02'`)
	return c
}

// form is a form that was never sent before, about CZ-02.
func (c *city) form() records.Change {
	return records.Change{Branch: c.branch, Key: c.Key(), Year: 2026}
}

// submit hands the self-assessment of CZ-02 in.
func (c *city) submit() {
	c.Helper()
	c.Exec(`update assessment set state = 'submitted' where branch_id = $1`, c.branch)
}

// member puts somebody on the roster of CZ-02 from a day on; until may be zero.
func (c *city) member(name string, since, until calendar.Date) int64 {
	c.Helper()
	m := record.Member{Name: name, Sex: record.Female, Stage: record.Full, Since: since, Until: until}
	var b store.Batch
	b.NewID("member", &m.ID)
	c.run(&b)
	b = store.Batch{}
	b.AddMember(c.Number(`select root_id from organisation where id = $1`, c.branch), &m, store.Sealed{}, c.Who("wangming").Person, c.Now)
	b.Join(c.branch, &m)
	c.run(&b)
	return m.ID
}

func (c *city) run(b *store.Batch) {
	c.Helper()
	if err := c.Store.Read(c.Context(), b); err != nil {
		c.Fatal(err)
	}
}

// kind checks of what kind an error is; 0 for none.
func (c *city) kind(what string, err error, want fault.Kind) {
	c.Helper()
	if got := fault.KindOf(err); got != want || want == 0 && err != nil {
		c.Errorf("%s: kind %d, want %d: %v", what, got, want, err)
	}
}

func day(y int, m time.Month, d int) calendar.Date { return calendar.Date{Year: y, Month: m, Day: d} }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
