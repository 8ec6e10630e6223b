package report_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/app/report"
	"baolei/internal/core/calendar"
	"baolei/internal/core/indicator"
	"baolei/internal/core/scoring"
	"baolei/internal/demo"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

var ctx = context.Background()

const point = int64(scoring.Point)

// city is the demo's city with publicity, on a clock that tests move. The first
// cycle begins on 16 November of its year.
type city struct {
	*demotest.City
	self    *assess.Service
	review  *examine.Service
	reports *report.Service
}

func newCity(t *testing.T, year int) *city {
	t.Helper()
	c := &city{City: demotest.Filled(t, fmt.Sprintf("a city of %d", year), func(ctx context.Context, pool *pgxpool.Pool) error {
		_, _, err := demo.LoadCityAt(ctx, store.Over(pool), time.Date(year, time.November, 16, 1, 30, 0, 0, time.UTC), demotest.Password, demo.WithPublicity)
		return err
	})}
	c.on(year, time.December, 21)
	desk := app.NewDesk(c.Store, c.Ticking())
	c.self, c.review, c.reports = assess.New(desk), examine.New(desk), report.New(desk)
	return c
}

// on moves the clock to 10:00 of a day.
func (c *city) on(year int, month time.Month, day int) {
	c.Now = time.Date(year, month, day, 2, 0, 0, 0, time.UTC)
}

// signed has a branch of 财政局 state that it held 10 of 12 party days; the rest
// is unanswered and loses nothing: 80 − 2 = 78. The review finds 9: 80 − 3 = 77.
func (c *city) signed(secretary string) int64 {
	c.Helper()
	me := c.Who(secretary)
	mine, err := c.self.Mine(ctx, me)
	c.Must(err)
	id := mine[0].ID
	_, err = c.self.SaveFinding(ctx, me, id, c.Key(), app.Statement{Finding: scoring.Finding{Clause: "B2.4a", Actual: 10}})
	c.Must(err)
	c.Must(c.self.Submit(ctx, me, assess.Submit{Assessment: id, Key: c.Key(), Version: c.stored(id).Version, LeftKnowingly: true}))
	chen := c.Who("chenjing")
	v, err := c.review.View(ctx, chen, id)
	c.Must(err)
	_, err = c.review.SaveReview(ctx, chen, id, c.Key(), examine.Verdict{Item: "B2.4", Done: true,
		Clauses: []app.Statement{{Finding: scoring.Finding{Clause: "B2.4a", Actual: 9}, Reason: "9 月没有签到表。", Version: v.Findings[app.Review]["B2.4a"].Version}}})
	c.Must(err)
	for _, it := range v.Items {
		if it.Code != "B2.4" {
			_, err := c.review.Agree(ctx, chen, id, c.Key(), it.Code, map[string]int{})
			c.Must(err)
		}
	}
	c.Must(c.sign(id))
	return id
}

func (c *city) sign(id int64) error {
	c.Helper()
	v, err := c.review.View(ctx, c.Who("zhaogang"), id)
	c.Must(err)
	return c.review.Sign(ctx, c.Who("zhaogang"), examine.Sign{Assessment: id, Key: c.Key(), Version: v.Version, Digest: v.Digest()})
}

func (c *city) stored(id int64) app.Assessment {
	c.Helper()
	var a app.Assessment
	var found bool
	var b store.Batch
	b.Assessment(id, calendar.DateOf(c.Now), &a, &found)
	c.Must(c.Store.Read(ctx, &b))
	return a
}

// publicised publicises signed branches today.
func (c *city) publicised(ids ...int64) {
	c.Helper()
	c.Must(c.review.Publicise(ctx, c.Who("zhaogang"), c.order(ids...)))
}

func (c *city) order(ids ...int64) examine.Publicise {
	in := examine.Publicise{Cycle: c.Cycle, Committee: c.stored(ids[0]).Committee, Key: c.Key()}
	for _, id := range ids {
		in.Branches = append(in.Branches, examine.PublicBranch{Assessment: id, Version: c.stored(id).Version})
	}
	return in
}

// decision is what the committee's secretary decides who sees the objection as
// it stands now.
func (c *city) decision(objection int64, upheld bool, clauses ...app.Statement) examine.Decision {
	c.Helper()
	v, err := c.review.Contested(ctx, c.Who("zhaogang"), objection)
	c.Must(err)
	return examine.Decision{Objection: objection, Key: c.Key(), Digest: v.Digest(), Upheld: upheld, Answer: "已核对原始记录。",
		Read: func(item *indicator.Item) (examine.Verdict, error) {
			return examine.Verdict{Item: item.Code, Clauses: clauses}, nil
		}}
}

func (c *city) draft() report.Draft {
	c.Helper()
	d, err := c.reports.Draft(ctx, c.Who("zhaogang"), 0, 0)
	c.Must(err)
	return d
}

// sends sends what is ready, knowingly without the rest.
func (c *city) sends(note string) {
	c.Helper()
	d := c.draft()
	c.Must(c.reports.Send(ctx, c.Who("zhaogang"), report.Send{Cycle: c.Cycle, Committee: d.Committee, Key: c.Key(), Digest: d.Now.Digest, Without: true, Note: note}))
}

func (c *city) received() report.Received {
	c.Helper()
	v, err := c.reports.Received(ctx, c.Who("lishan"), c.Number(`select id from committee_report`))
	c.Must(err)
	return v
}
