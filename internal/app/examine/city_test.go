package examine_test

import (
	"context"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/core/calendar"
	"baolei/internal/core/scoring"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city on 20 December 2026. Each look at its clock is a second
// later than the one before, as acts of people are.
type city struct {
	*demotest.City
	self   *assess.Service
	review *examine.Service
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := &city{City: demotest.New(t)}
	desk := app.NewDesk(c.Store, c.Ticking())
	c.self, c.review = assess.New(desk), examine.New(desk)
	return c
}

// assessmentOf finds the assessment that a secretary fills in.
func (c *city) assessmentOf(secretary string) int64 {
	c.Helper()
	mine, err := c.self.Mine(context.Background(), c.Who(secretary))
	c.Must(err)
	if len(mine) != 1 {
		c.Fatalf("%s has %d assessments, want 1", secretary, len(mine))
	}
	return mine[0].ID
}

// states lets a secretary state findings, each for the first time or anew.
func (c *city) states(secretary string, id int64, findings ...scoring.Finding) {
	c.Helper()
	actor := c.Who(secretary)
	v, err := c.self.View(context.Background(), actor, id)
	c.Must(err)
	for _, f := range findings {
		in := app.Statement{Finding: f, Version: v.Findings[app.Self][f.Clause].Version}
		_, err := c.self.SaveFinding(context.Background(), actor, id, c.Key(), in)
		c.Must(err)
	}
}

// submits lets a secretary submit, unanswered clauses left knowingly.
func (c *city) submits(secretary string, id int64) {
	c.Helper()
	c.Must(c.self.Submit(context.Background(), c.Who(secretary),
		assess.Submit{Assessment: id, Key: c.Key(), Version: c.stored(id).Version, LeftKnowingly: true}))
}

// submitted has a branch state that it held 10 of 12 party days and submit. All
// else is unanswered and loses nothing: 80 − 2 = 78 points.
func (c *city) submitted(secretary string) int64 {
	c.Helper()
	id := c.assessmentOf(secretary)
	c.states(secretary, id, scoring.Finding{Clause: "B2.4a", Actual: 10})
	c.submits(secretary, id)
	return id
}

// stored reads the assessment's row.
func (c *city) stored(id int64) app.Assessment {
	c.Helper()
	var a app.Assessment
	var found bool
	var b store.Batch
	b.Assessment(id, calendar.DateOf(c.Now), &a, &found)
	c.Must(c.Store.Read(context.Background(), &b))
	if !found {
		c.Fatalf("no assessment %d", id)
	}
	return a
}

func (c *city) view(account string, id int64) examine.View {
	c.Helper()
	v, err := c.review.View(context.Background(), c.Who(account), id)
	c.Must(err)
	return v
}

// verdict is what a person says about a clause who sees it as it stands now.
func (c *city) verdict(id int64, reason string, done bool, f scoring.Finding) examine.Verdict {
	c.Helper()
	v := c.view("chenjing", id)
	_, item := v.Set.Find(f.Clause)
	in := examine.Verdict{Item: item.Code, Done: done, Seen: seen(v, item.Code)}
	in.Clauses = []app.Statement{{Finding: f, Reason: reason, Version: in.Seen[f.Clause]}}
	return in
}

// seen tells the versions of an item's clauses.
func seen(v examine.View, item string) map[string]int {
	versions := map[string]int{}
	it, _ := v.Item(item)
	for _, clause := range it.Clauses {
		versions[clause.Code] = v.Findings[app.Review][clause.Code].Version
	}
	return versions
}

// agreesAll deals with every item that is not dealt with, as it stands.
func (c *city) agreesAll(account string, id int64) {
	c.Helper()
	v := c.view(account, id)
	for _, it := range v.Items {
		if it.Standing == examine.Open || it.Standing == examine.Again {
			_, err := c.review.Agree(context.Background(), c.Who(account), id, c.Key(), it.Code, seen(v, it.Code))
			c.Must(err)
		}
	}
}

func (c *city) signs(account string, id int64) error {
	c.Helper()
	v := c.view(account, id)
	return c.review.Sign(context.Background(), c.Who(account), examine.Sign{Assessment: id, Key: c.Key(), Version: v.Version, Digest: v.Digest()})
}

func (c *city) returns(account string, id int64) error {
	c.Helper()
	return c.review.Return(context.Background(), c.Who(account), examine.Return{Assessment: id, Key: c.Key(), Version: c.stored(id).Version,
		ReplyBy: calendar.Date{Year: 2027, Month: time.January, Day: 10}})
}
