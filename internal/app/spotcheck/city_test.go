package spotcheck_test

import (
	"context"
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/app/report"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/calendar"
	"baolei/internal/core/sampling"
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
	self    *assess.Service
	review  *examine.Service
	reports *report.Service
	spot    *spotcheck.Service
}

var ctx = context.Background()

const seed = "31415926535897932384"

func newCity(t *testing.T) *city {
	t.Helper()
	c := &city{City: demotest.New(t)}
	desk := app.NewDesk(c.Store, c.Ticking())
	c.self, c.review, c.spot, c.reports = assess.New(desk), examine.New(desk), spotcheck.New(desk), report.New(desk)
	return c
}

// reported brings a branch to "reported" by what its people do: the secretary
// states findings and submits, the reviewer states others and agrees to the
// rest, the committee's secretary signs and reports.
func (c *city) reported(committee, secretary string, self, review []scoring.Finding) int64 {
	c.Helper()
	reviewer, signer := c.Who(committee+"-kaohe"), c.Who(committee+"-shuji")
	me := c.Who(secretary)
	mine, err := c.self.Mine(ctx, me)
	c.Must(err)
	id := mine[0].ID
	for _, f := range self {
		_, err := c.self.SaveFinding(ctx, me, id, c.Key(), app.Statement{Finding: f})
		c.Must(err)
	}
	c.Must(c.self.Submit(ctx, me, assess.Submit{Assessment: id, Key: c.Key(), Version: c.stored(id).Version, LeftKnowingly: true}))
	for _, f := range review {
		v, err := c.review.View(ctx, reviewer, id)
		c.Must(err)
		_, item := v.Set.Find(f.Clause)
		st := app.Statement{Finding: f, Reason: "现场核对不符", Version: v.Findings[app.Review][f.Clause].Version}
		_, err = c.review.SaveReview(ctx, reviewer, id, c.Key(), examine.Verdict{Item: item.Code, Clauses: []app.Statement{st}})
		c.Must(err)
	}
	v, err := c.review.View(ctx, reviewer, id)
	c.Must(err)
	for _, it := range v.Items {
		seen := map[string]int{}
		for _, clause := range it.Clauses {
			seen[clause.Code] = v.Findings[app.Review][clause.Code].Version
		}
		_, err := c.review.Agree(ctx, reviewer, id, c.Key(), it.Code, seen)
		c.Must(err)
	}
	v, err = c.review.View(ctx, signer, id)
	c.Must(err)
	c.Must(c.review.Sign(ctx, signer, examine.Sign{Assessment: id, Key: c.Key(), Version: v.Version, Digest: v.Digest()}))
	d, err := c.reports.Draft(ctx, signer, c.Cycle, v.Committee)
	c.Must(err)
	c.Must(c.reports.Send(ctx, signer, report.Send{Cycle: c.Cycle, Committee: v.Committee, Key: c.Key(), Digest: d.Now.Digest, Without: true, Note: "其余支部还在考核。"}))
	return id
}

// reportedAll reports branches that state nothing, by codes such as "jy-01".
func (c *city) reportedAll(branches ...string) []int64 {
	c.Helper()
	var ids []int64
	for _, b := range branches {
		committee, _, _ := strings.Cut(b, "-")
		ids = append(ids, c.reported(committee, b, nil, nil))
	}
	return ids
}

// stored reads the assessment's row.
func (c *city) stored(id int64) app.Assessment {
	c.Helper()
	var a app.Assessment
	var found bool
	var b store.Batch
	b.Assessment(id, calendar.DateOf(c.Now), &a, &found)
	c.Must(c.Store.Read(ctx, &b))
	if !found {
		c.Fatalf("no assessment %d", id)
	}
	return a
}

// publication is what an officer publishes who has looked at the lists.
func (c *city) publication(sizes map[string]int) spotcheck.Publication {
	c.Helper()
	p, err := c.spot.Prepare(ctx, c.Who("lishan"), c.Cycle, spotcheck.ByCommittee, nil)
	c.Must(err)
	return spotcheck.Publication{Key: c.Key(), Cycle: c.Cycle, By: spotcheck.ByCommittee, Sizes: sizes, Item: 100, Branch: 500, Committee: 300,
		SeedSource: "当众掷骰 20 次", Sealed: true, PopulationDigest: p.PopulationDigest, InspectorsDigest: p.InspectorsDigest}
}

func (c *city) published(sizes map[string]int) int64 {
	c.Helper()
	id, err := c.spot.Publish(ctx, c.Who("lishan"), c.publication(sizes))
	c.Must(err)
	return id
}

// step is an officer's next step who has just looked at the draw.
func (c *city) step(draw int64) spotcheck.Step {
	c.Helper()
	v := c.draw(draw)
	return spotcheck.Step{Draw: draw, Key: c.Key(), Version: v.Version, Digest: v.SeedDigest()}
}

func (c *city) draw(id int64) *spotcheck.View {
	c.Helper()
	v, err := c.spot.Show(ctx, c.Who("zhoujie"), id)
	c.Must(err)
	return v
}

// drawn publishes, and draws with the seed.
func (c *city) drawn(sizes map[string]int) *spotcheck.View {
	c.Helper()
	id := c.published(sizes)
	c.Must(c.spot.EnterSeed(ctx, c.Who("lishan"), c.step(id), seed))
	c.Must(c.spot.ConfirmSeed(ctx, c.Who("zhanglei"), c.step(id), seed))
	return c.draw(id)
}

// byHand draws from a population text by comparing hex strings, as anybody
// could who has the files: without any function of package sampling but the
// digest.
func byHand(population, digits string, sizes map[string]int) []string {
	best := map[string]string{} // stratum → code of the smallest number
	number := map[string]string{}
	for line := range strings.Lines(population) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		number[cells[0]] = sampling.Digest([]byte(digits + "\n" + cells[0] + "\n1"))
		if now, there := best[cells[1]]; sizes[cells[1]] == 1 && (!there || number[cells[0]] < number[now]) {
			best[cells[1]] = cells[0]
		}
	}
	var codes []string
	for _, stratum := range []string{"JY", "SJ", "WJ", "WL", "ZJ"} {
		if code, there := best[stratum]; there {
			codes = append(codes, code)
		}
	}
	return codes
}
