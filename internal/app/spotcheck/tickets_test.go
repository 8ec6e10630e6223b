package spotcheck_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/spotcheck"
	"baolei/internal/core/fault"
	"baolei/internal/core/sampling"
	"baolei/internal/core/scoring"
)

// publishes publishes a draw with terms of its own, and draws.
func (c *city) publishes(change func(*spotcheck.Publication)) *spotcheck.View {
	c.Helper()
	in := c.publication(nil)
	change(&in)
	p, err := c.spot.Prepare(ctx, c.Who("lishan"), in.Cycle, in.By, in.Rules)
	c.Must(err)
	in.PopulationDigest, in.InspectorsDigest = p.PopulationDigest, p.InspectorsDigest
	id, err := c.spot.Publish(ctx, c.Who("lishan"), in)
	c.Must(err)
	c.Must(c.spot.EnterSeed(ctx, c.Who("lishan"), c.step(id), seed))
	c.Must(c.spot.ConfirmSeed(ctx, c.Who("zhanglei"), c.step(id), seed))
	return c.draw(id)
}

// Two hints are needed, and jy-02 has them; nobody was ever checked.
func TestTicketsArePublishedWithTheirReasons(t *testing.T) {
	c := newCity(t)
	ids := c.reportedAll("jy-01", "jy-02", "wj-01")
	c.Exec(`delete from hint`)
	c.Exec(`insert into hint (assessment_id, hints, made_at) values ($1, '[{}]', now()), ($2, '[{}, {}]', now())`, ids[0], ids[1])
	rules := sampling.Rules{Most: 20, Years: 3, Proportion: 3, Least: 3, Hints: 4, HintsFrom: 2, DifferenceFrom: 300, UncheckedForYears: 2}
	v := c.publishes(func(p *spotcheck.Publication) {
		p.Rules, p.Sizes = &rules, map[string]int{"JY": 1, "WJ": 1}
	})
	// 1, and 3 because no committee has a record, and 2 because nobody was checked; jy-02 has 4 more for its hints.
	if want := "JY-01\tJY\t6\nJY-02\tJY\t10\nWJ-01\tWJ\t6\n"; v.Draw.Population != want {
		t.Errorf("population %q, want %q", v.Draw.Population, want)
	}
	want := "JY-01\tproportion\t3\nJY-01\tunchecked\t2\nJY-02\thints\t4\nJY-02\tproportion\t3\nJY-02\tunchecked\t2\nWJ-01\tproportion\t3\nWJ-01\tunchecked\t2\n"
	if v.Draw.Reasons != want {
		t.Errorf("reasons %q, want %q", v.Draw.Reasons, want)
	}
	if !v.Sound() || v.Bundle.Format != 2 {
		t.Errorf("format %d, recomputing finds %v", v.Bundle.Format, v.Differences)
	}
	notice := string(v.Bundle.Announcement.Notice())
	for _, rule := range rules.Text() {
		if !strings.Contains(notice, "rule\t"+rule+"\n") {
			t.Errorf("the notice lacks %q", rule)
		}
	}
	file, err := c.spot.Download(ctx, c.Who("wangming"), v.ID, spotcheck.BundleFile)
	c.Must(err)
	bundle, err := sampling.ReadBundle(file)
	c.Must(err)
	if found := sampling.Verify(bundle); len(found) > 0 || bundle.Announcement.Tickets.Reasons != want {
		t.Errorf("verify finds %v", found)
	}
	l, err := c.spot.Population(ctx, c.Who("zhoujie"), v.ID, "wj-0")
	c.Must(err)
	if len(l.Population) != 3 || len(l.Reasons) != 7 || !l.Found["WJ-01"] || l.Found["JY-01"] {
		t.Errorf("listing of %d with %d reasons, found %v", len(l.Population), len(l.Reasons), l.Found)
	}
	for _, sql := range []string{`update draw set rules = '{}'`, `update draw set reasons = ''`, `update draw set items = '{B1.1}'`} {
		if _, err := c.Pool.Exec(ctx, sql); err == nil {
			t.Errorf("%s: the database lets it happen", sql)
		}
	}
}

func TestWithoutRulesEverybodyHoldsOneTicket(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "wj-01")
	v := c.publishes(func(p *spotcheck.Publication) {
		p.By, p.Sizes = spotcheck.Whole, map[string]int{"all": 1}
	})
	if v.Draw.Population != "JY-01\tall\t1\nWJ-01\tall\t1\n" || v.Draw.Reasons != "" || v.Draw.Rules == nil || !v.Sound() {
		t.Errorf("population %q, rules %v, %v", v.Draw.Population, v.Draw.Rules, v.Differences)
	}
}

// A draw published before there were rules has none in its row, and is the
// bundle that it was.
func TestADrawFromBeforeTheRules(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02")
	v := c.drawn(map[string]int{"JY": 1})
	v.Bundle.Announcement.Tickets, v.Bundle.Format = nil, 1
	conn, err := c.Pool.Acquire(ctx)
	c.Must(err)
	defer conn.Release()
	for _, sql := range []string{`set session_replication_role = replica`, `update draw set rules = null, strata = '', bundle_digest = '` + v.Bundle.OwnDigest() + `'`} {
		_, err := conn.Exec(ctx, sql)
		c.Must(err)
	}
	if now := c.draw(v.ID); !now.Sound() || now.Bundle.Format != 1 {
		t.Errorf("format %d, %v", now.Bundle.Format, now.Differences)
	}
}

// 80 base points with nothing said about pioneer claims: all have one grade but
// the one that is given another.
func TestStrataByGrade(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02", "wj-01")
	p, err := c.spot.Prepare(ctx, c.Who("lishan"), c.Cycle, spotcheck.Whole, nil)
	c.Must(err)
	top := p.Set.Grades[len(p.Set.Grades)-1]
	c.Exec(`update assessment set review_grade = $1 where branch_id = (select id from organisation where code = 'WJ-01')`, top.Code)
	p, err = c.spot.Prepare(ctx, c.Who("lishan"), c.Cycle, spotcheck.ByGrade, nil)
	c.Must(err)
	labels := map[string]int{}
	for _, s := range p.Strata {
		labels[s.Label] = s.Branches
	}
	if len(labels) != 2 || labels[top.Name] != 1 {
		t.Fatalf("strata %v", labels)
	}
	v := c.publishes(func(p *spotcheck.Publication) { p.By, p.Sizes = spotcheck.ByGrade, map[string]int{top.Code: 1} })
	if len(v.Checks) != 1 || v.Checks[0].Code != "WJ-01" || !slices.ContainsFunc(v.Strata, func(s spotcheck.Stratum) bool { return s.Label == top.Name }) {
		t.Errorf("drawn %v of %v", v.Checks, v.Strata)
	}
}

func TestRulesAndItemsThatCannotBe(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02")
	for field, change := range map[string]func(*spotcheck.Publication){
		"rule-most": func(p *spotcheck.Publication) { r := sampling.DefaultRules(); r.Most = 0; p.Rules = &r },
		"items":     func(p *spotcheck.Publication) { p.Items = []string{"Z9.9"} },
	} {
		in := c.publication(map[string]int{"JY": 1})
		change(&in)
		_, err := c.spot.Publish(ctx, c.Who("lishan"), in)
		c.Fails(err, fault.Invalid, "有几处需要改正")
		if f, ok := errors.AsType[*fault.Error](err); !ok || f.Fields[field] == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
}

// The draw has two items checked: what else is there cannot be stated, noted or
// seen, and stands as reviewed.
func TestACheckOfSomeItems(t *testing.T) {
	c := newCity(t)
	c.reported("jy", "jy-01", []scoring.Finding{{Clause: "B1.1a"}, {Clause: "B2.4a", Actual: 10}}, []scoring.Finding{{Clause: "B2.4a", Actual: 8}})
	v := c.publishes(func(p *spotcheck.Publication) {
		p.Sizes, p.Items = map[string]int{"JY": 1}, []string{"B1.2", "B1.1"}
	})
	if !slices.Equal(v.Items, []string{"B1.1", "B1.2"}) || !strings.Contains(string(v.Bundle.Announcement.Notice()), "item\tB1.1\nitem\tB1.2\n") || !v.Sound() {
		t.Errorf("items %v, %v", v.Items, v.Differences)
	}
	id, account := v.Checks[0].Assessment, v.Checks[0].Checkers[0].Account
	sheet, err := c.spot.Sheet(ctx, c.Who(account), id)
	c.Must(err)
	var shown []string
	for _, category := range sheet.Explanation.Categories {
		for _, area := range category.Areas {
			for _, it := range area.Items {
				shown = append(shown, it.Item)
			}
		}
	}
	if !slices.Equal(shown, []string{"B1.1", "B1.2"}) {
		t.Errorf("the desk shows %v", shown)
	}
	if open := sheet.NotLooked(); len(open) != 2 || open[0].Code != "B1.1" || open[1].Code != "B1.2" {
		t.Errorf("to be looked at: %v", open)
	}
	_, err = c.spot.SaveFinding(ctx, c.Who(account), id, c.Key(), app.Statement{Finding: scoring.Finding{Clause: "B2.4a", Actual: 12}})
	c.Fails(err, fault.NotFound)
	_, err = c.spot.SaveNote(ctx, c.Who(account), id, c.Key(), spotcheck.Note{Item: "B2.4", Text: "看了"})
	c.Fails(err, fault.NotFound)
	c.finds(account, id, scoring.Finding{Clause: "B1.1a", Count: 1})
	c.handsIn(account, id)
	result, err := c.spot.Compare(ctx, c.Who("lishan"), id)
	c.Must(err)
	// 80 − 3 as reviewed, and 2 less by the check.
	if result.Spot.Total != 75_00 || result.Review.Total != 77_00 {
		t.Errorf("spot check %v, review %v", result.Spot.Total, result.Review.Total)
	}
}

func TestAllItemsAreNone(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01")
	p, err := c.spot.Prepare(ctx, c.Who("lishan"), c.Cycle, spotcheck.ByCommittee, nil)
	c.Must(err)
	var all []string
	for _, area := range p.Set.Areas {
		for _, it := range area.Items {
			all = append(all, it.Code)
		}
	}
	v := c.publishes(func(p *spotcheck.Publication) { p.Sizes, p.Items = map[string]int{"JY": 1}, all })
	if len(v.Items) != 0 {
		t.Errorf("items %v", v.Items)
	}
}
