package indicators_test

import (
	"context"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/indicators"
	"baolei/internal/core/indicator"
	"baolei/internal/demo/demotest"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city with its indicator sets.
type city struct {
	*demotest.City
	sets *indicators.Service
	desk app.Desk
}

func newCity(t testing.TB) *city {
	t.Helper()
	c := &city{City: demotest.New(t)}
	c.desk = app.NewDesk(c.Store, c.Clock)
	c.sets = indicators.New(c.desk)
	return c
}

// start begins a draft upon the set of the demo's cycle.
func (c *city) start(code string) int64 {
	c.Helper()
	id, err := c.sets.Start(context.Background(), c.Who("lishan"), indicators.Start{Key: c.Key(), From: c.Set, Code: code, Name: "下一版", Version: "2027"})
	c.Must(err)
	return id
}

func (c *city) work(id int64) *indicators.Work {
	c.Helper()
	w, err := c.sets.Work(context.Background(), c.Who("lishan"), id)
	c.Must(err)
	return w
}

// item is an item of a draft with the form that changes it.
func (c *city) item(draft int64, code string) (indicator.DraftItem, indicators.Form) {
	c.Helper()
	item, _, _ := c.work(draft).Content.Item(code)
	if item == nil {
		c.Fatalf("no item %s", code)
	}
	return *item, indicators.Form{Key: c.Key(), Draft: draft, Seen: indicator.Mark(*item)}
}
