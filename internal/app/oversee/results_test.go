package oversee_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/core/access"
	"baolei/internal/core/fault"
	"baolei/internal/core/indicator"
	"baolei/internal/core/rollup"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
)

// The rate by hand: of the 12 branches of 财政局, four have a result (signed or
// reported): 达标, 优秀, 未达标, 后进整转; two of these have attained. Two more have
// claimed 达标 without a signature, which does not count. 2 ÷ 12 = 16.66… %, shown
// as 16.66, cut off. For 80 % of 12 = 9.6, that is 10 branches, 8 are missing.
// Of all 60 it is 2 ÷ 60 = 3.33… %.
func TestTheRateCountsOnlyResultsAndAllBranches(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.put("CZ-01", "verified", "attained", 95_00)
	c.put("CZ-02", "reported", "excellent", 112_00)
	c.put("CZ-03", "verified", "not_attained", 85_00)
	c.put("CZ-04", "reported", "lagging", 60_00)
	c.put("CZ-05", "submitted", "attained", 99_00)
	c.put("CZ-06", "returned", "attained", 99_00)
	r, err := c.office.Results(ctx, c.Who("zhaogang"), oversee.Narrow{})
	c.Must(err)
	if r.Tally.All != 12 || r.Tally.Attained != 2 || r.Tally.Results() != 4 || r.Tally.Submitted() != 5 {
		t.Errorf("the committee's tally: %+v", r.Tally)
	}
	if r.Tally.Rate() != 16_66 || r.Tally.Reaches(80_00) || r.Tally.Missing(80_00) != 8 {
		t.Errorf("rate %d, missing %d", r.Tally.Rate(), r.Tally.Missing(80_00))
	}
	all, err := c.office.Results(ctx, c.Who("lishan"), oversee.Narrow{})
	c.Must(err)
	if all.Tally.All != 60 || all.Tally.Rate() != 3_33 || len(all.Committees) != 6 {
		t.Errorf("the city's tally: %+v", all.Tally)
	}
	o, err := c.office.Overview(ctx, c.Who("lishan"), c.Cycle, 1)
	c.Must(err)
	if o.Tally.Rate() != 3_33 || o.Tally.In[workflow.Draft] != 54 || o.Opening() != 55 || len(o.Open) != oversee.OpenPageSize {
		t.Errorf("the overview: %+v, %d open", o.Tally, o.Opening())
	}
}

func TestExactlyTheTargetReachesIt(t *testing.T) {
	// 4 of 5 is 80 %; 79 of 99 is 79.797…, which must not look like 80.
	n := oversee.Tally{All: 5, Attained: 4}
	if !n.Reaches(80_00) || n.Rate() != 80_00 || n.Missing(80_00) != 0 {
		t.Errorf("4 of 5: %+v", n)
	}
	n = oversee.Tally{All: 99, Attained: 79}
	if n.Reaches(80_00) || n.Rate() != 79_79 || n.Missing(80_00) != 1 { // 80 % of 99 is 79.2
		t.Errorf("79 of 99: rate %d, missing %d", n.Rate(), n.Missing(80_00))
	}
	if (oversee.Tally{}).Reaches(0) {
		t.Error("nobody reaches a target without branches")
	}
}

func TestBranchesThatHaveNotSubmittedShowNoFigure(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.put("CZ-06", "returned", "attained", 99_00)
	c.put("CZ-05", "submitted", "attained", 99_00)
	r, err := c.office.Results(ctx, c.Who("lishan"), oversee.Narrow{Sort: "counts", Descending: true})
	c.Must(err)
	for _, l := range r.Lines {
		if l.BranchCode != "CZ-05" && (l.HasSelf || l.Self.Points != 0) {
			t.Errorf("%s in state %s shows %v", l.BranchCode, l.State, l.Self)
		}
		if l.HasReview || l.Counts.Grade != "" {
			t.Errorf("%s in state %s shows a result", l.BranchCode, l.State)
		}
	}
}

func TestEverybodySeesTheirOwnResultsOnly(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.put("CZ-02", "verified", "attained", 95_00)
	c.put("CZ-10", "verified", "attained", 95_00)
	for account, want := range map[string]int{"lishan": 60, "zhaogang": 12, "chenjing": 12, "heping": 3, "jy-shuji": 10, "wangming": 1, "liufang": 1, "zhoujie": 0, "xitong": 0, "sunli": 0} {
		r, err := c.office.Results(ctx, c.Who(account), oversee.Narrow{})
		c.Must(err)
		if seen := max(r.Total, len(r.Lines)); seen != want {
			t.Errorf("%s sees %d lines, want %d", account, seen, want)
		}
		if wide := want > 1; r.Wide != wide {
			t.Errorf("%s: wide %v", account, r.Wide)
		}
	}
	mine := c.assessment("CZ-02")
	for _, account := range []string{"wangming", "liufang", "chenjing", "zhaogang", "lishan"} {
		r, err := c.office.Result(ctx, c.Who(account), mine)
		c.Must(err)
		if len(r.Levels) != 2 || !r.Inside {
			t.Errorf("%s sees %d levels", account, len(r.Levels))
		}
	}
	for _, account := range []string{"zhoujie", "cz-03", "heping", "jy-shuji", "sunli", "xitong", "anquan", "shenji"} {
		_, err := c.office.Result(ctx, c.Who(account), mine)
		c.Fails(err, fault.NotFound)
	}
	c.put("CZ-02", "reported", "attained", 95_00)
	r, err := c.office.Result(ctx, c.Who("zhoujie"), mine)
	c.Must(err)
	if r.Inside || len(r.Levels) != 2 {
		t.Errorf("a member sees more than the figures: %+v", r.Inside)
	}
}

func TestAReviewShowsOnlyOnceItIsSigned(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	mine := c.assessment("CZ-02")
	for state, levels := range map[string]int{"draft": 0, "returned": 0, "submitted": 1, "verified": 2, "reported": 2} {
		c.put("CZ-02", state, "attained", 95_00)
		r, err := c.office.Result(ctx, c.Who("wangming"), mine)
		c.Must(err)
		if len(r.Levels) != levels {
			t.Errorf("%s: %d levels, want %d", state, len(r.Levels), levels)
		}
	}
}

// 主题党日 (B2.4a): 12 expected, 1 point for each one missing, of at most 3. The
// self-assessment says 10: 2 lost, 80 − 2 = 78. The review says 9: 3 lost, 77.
func TestAResultExplainsEveryLevel(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	mine := c.assessment("CZ-02")
	wang := c.Who("wangming")
	_, err := c.self.SaveFinding(ctx, wang, mine, c.Key(), app.Statement{Finding: scoring.Finding{Clause: "B2.4a", Actual: 10}})
	c.Must(err)
	_, err = c.Pool.Exec(ctx, `insert into finding (assessment_id, level, clause, value, reason, saved_by, saved_at)
		values ($1, 'review', 'B2.4a', '{"clause": "B2.4a", "actual": 9}', '7月没有记录', $2, now())`, mine, c.Who("chenjing").Person)
	c.Must(err)
	c.put("CZ-02", "verified", "not_attained", 77_00)
	r, err := c.office.Result(ctx, wang, mine)
	c.Must(err)
	self, _ := r.Of(app.Self)
	review, _ := r.Of(app.Review)
	if self.Total != 78*scoring.Point || review.Total != 77*scoring.Point {
		t.Errorf("self %v, review %v, want 78 and 77", self.Total, review.Total)
	}
	if f := r.Findings[app.Review]["B2.4a"]; f.SavedName != "陈静" || f.Reason != "7月没有记录" {
		t.Errorf("the review's finding: %+v", f.Finding)
	}
}

// tallies checks how many attained on each page that tells an officer, in the city
// and in 财政局, and that the other committees are told of either way.
func (c *city) tallies(officer access.Actor, attained int, sealed bool) {
	c.Helper()
	ctx := context.Background()
	list, err := c.office.CycleList(ctx, officer)
	c.Must(err)
	over, err := c.office.Overview(ctx, officer, c.Cycle, 1)
	c.Must(err)
	results, err := c.office.Results(ctx, officer, oversee.Narrow{})
	c.Must(err)
	home, err := c.office.Home(ctx, officer)
	c.Must(err)
	for what, n := range map[string]oversee.Tally{"cycles": list.Tallies[0], "overview": over.Tally, "results": results.Tally, "home": home.Office.Tally} {
		if n.All != 60 || n.Sealed != sealed || n.Attained != attained || n.Reported != attained {
			c.Errorf("%s: %+v", what, n)
		}
	}
	for what, committees := range map[string][]oversee.CommitteeTally{"overview": over.Committees, "results": results.Committees, "home": home.Office.Committees} {
		for _, x := range committees {
			if want := sealed && x.Name == "财政局机关党委"; x.Sealed != want {
				c.Errorf("%s, %s: sealed %v", what, x.Name, x.Sealed)
			}
		}
	}
}

// sealedBelow checks the committee's own people: a checker who became reviewer, or
// secretary, of the committee after the draw.
func (c *city) sealedBelow(person int64) {
	c.Helper()
	ctx := context.Background()
	reviewer := c.Who("chenjing")
	reviewer.Person = person
	own, err := c.office.Results(ctx, reviewer, oversee.Narrow{})
	c.Must(err)
	if own.Tally.All != 12 || !own.Tally.Sealed || own.Tally.Attained != 0 || !own.Committees[0].Sealed {
		c.Errorf("the reviewer's tally: %+v, of the committee %+v", own.Tally, own.Committees[0])
	}
	secretary := c.Who("zhaogang")
	secretary.Person = person
	home, err := c.office.Home(ctx, secretary)
	c.Must(err)
	if len(home.Committees) != 1 || !home.Committees[0].Sealed || home.Committees[0].Attained != 0 {
		c.Errorf("the secretary's first page: %+v", home.Committees)
	}
}

// An officer who is to spot-check a branch sees none of its figures before
// handing in, in the list or on its page; nor how many attained where the branch
// is among them, since the figures of the others are there to be taken off.
func TestASealedCheckHidesFiguresFromWhoeverIsToCheck(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.put("CZ-02", "reported", "attained", 95_00)
	mine := c.assessment("CZ-02")
	officer := c.Who("lishan")
	_, err := c.Pool.Exec(ctx, `with d as (
		  insert into draw (cycle_id, root_id, title, state, population, population_digest, inspectors, inspectors_digest, sizes, per_branch, item_tolerance,
		    branch_tolerance, committee_tolerance, drawn_before, seed_source, sealed, notice_digest, published_by, published_at, drawn_at, bundle_digest)
		  select $2, a.root_id, '一次抽查', 'drawn', 'p', encode(sha256('p'), 'hex'), 'i', encode(sha256('i'), 'hex'), '{}', 1, 0, 0, 0, '{}', '福利彩票', true,
		    encode(sha256('n'), 'hex'), $3, now(), now(), 'x' from assessment a where a.id = $1 returning id),
		s as (insert into spot_check (draw_id, assessment_id, position, stratum, tickets, number) select id, $1, 1, 's', 1, encode(sha256('t'), 'hex') from d returning id)
		insert into spot_checker (spot_check_id, place, person_id, drawn, assigned_at) select id, 1, $3, true, now() from s`, mine, c.Cycle, officer.Person)
	c.Must(err)
	r, err := c.office.Results(ctx, officer, oversee.Narrow{})
	c.Must(err)
	i := slices.IndexFunc(r.Lines, func(l oversee.Line) bool { return l.ID == mine })
	if l := r.Lines[i]; !l.Hidden || l.HasSelf || l.Self.Points != 0 || l.Counts.Grade != "" {
		t.Errorf("the line shows %+v", l)
	}
	c.tallies(officer, 0, true)
	c.tallies(c.Who("zhanglei"), 1, false)
	c.sealedBelow(officer.Person)
	_, err = c.office.Result(ctx, officer, mine)
	c.Fails(err, fault.Forbidden)
	if _, err := c.office.Result(ctx, c.Who("zhanglei"), mine); err != nil {
		t.Errorf("another officer: %v", err)
	}
	_, err = c.Pool.Exec(ctx, `update spot_check set handed_in_by = $1, handed_in_at = now()`, officer.Person)
	c.Must(err)
	open, err := c.office.Result(ctx, officer, mine)
	c.Must(err)
	if len(open.Levels) != 3 {
		t.Errorf("%d levels after handing in, want 3", len(open.Levels))
	}
	public, err := c.office.Result(ctx, c.Who("zhoujie"), mine)
	c.Must(err)
	if _, there := public.Of(app.Spot); there || len(public.Levels) != 2 {
		t.Error("a member sees what the check found")
	}
	own, err := c.office.Results(ctx, c.Who("zhoujie"), oversee.Narrow{})
	c.Must(err)
	home, err := c.office.Home(ctx, c.Who("zhoujie"))
	c.Must(err)
	if own.Lines[0].HasSpot || home.Member[0].HasSpot || !own.Lines[0].HasReview {
		t.Error("a member's lists show what the check found")
	}
}

func TestResultsAreNarrowedAndSorted(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.put("CZ-01", "verified", "attained", 95_00)
	c.put("CZ-02", "reported", "excellent", 112_00)
	c.put("CZ-03", "verified", "attained", 91_00)
	c.put("CZ-04", "submitted", "attained", 99_00)
	first, _ := rollup.ShapeOf(indicator.Embedded()).Place("", "P1")
	for _, sql := range []string{ // CZ-03 lost a point on 1.1 at its review, CZ-01 won some on P1 and claimed more in all
		`update assessment set review_items[1] = review_items[1] - 100, counts_items[1] = counts_items[1] - 100 where branch_id = (select id from organisation where code = 'CZ-03')`,
		fmt.Sprintf(`update assessment set self_total = self_total + 100, counts_items[%d] = 300 where branch_id = (select id from organisation where code = 'CZ-01')`, first+1),
	} {
		c.Exec(sql)
	}
	codes := func(n oversee.Narrow) []string {
		r, err := c.office.Results(ctx, c.Who("lishan"), n)
		c.Must(err)
		var list []string
		for _, l := range r.Lines {
			list = append(list, l.BranchCode)
		}
		return list
	}
	total := func(n oversee.Narrow) int {
		r, err := c.office.Results(ctx, c.Who("lishan"), n)
		c.Must(err)
		return r.Total
	}
	for _, x := range []struct {
		n    oversee.Narrow
		want []string
	}{
		{oversee.Narrow{Grade: "attained"}, []string{"CZ-01", "CZ-03"}},
		{oversee.Narrow{Grade: "attained", Sort: "counts"}, []string{"CZ-03", "CZ-01"}},
		{oversee.Narrow{State: workflow.Reported}, []string{"CZ-02"}},
		{oversee.Narrow{Text: "cz-0", Sort: "counts", Descending: true}, []string{"CZ-02", "CZ-01", "CZ-03", "CZ-04", "CZ-05", "CZ-06", "CZ-07", "CZ-08", "CZ-09"}},
		{oversee.Narrow{Text: "文旅局第八"}, []string{"WL-08"}},
		{oversee.Narrow{Text: "%"}, nil},
		{oversee.Narrow{Reach: "yes"}, []string{"CZ-01", "CZ-02", "CZ-03"}},
		{oversee.Narrow{Reach: "no"}, nil},
		{oversee.Narrow{Reach: "claimed"}, []string{"CZ-01", "CZ-02", "CZ-03", "CZ-04"}},
		{oversee.Narrow{Reach: "sent"}, []string{"CZ-02"}},
		{oversee.Narrow{Reach: "sent_yes"}, []string{"CZ-02"}},
		{oversee.Narrow{Reach: "unsent"}, []string{"CZ-01", "CZ-03"}},
		{oversee.Narrow{Reach: "has", Committee: c.organisationOf("CZ")}, []string{"CZ-01", "CZ-02", "CZ-03"}},
		{oversee.Narrow{Reach: "has", Committee: c.organisationOf("JY")}, nil},
		{oversee.Narrow{From: points(91_00), Until: points(95_01)}, []string{"CZ-01", "CZ-03"}},
		{oversee.Narrow{From: points(95_01)}, []string{"CZ-02"}},
		{oversee.Narrow{Of: "self", From: points(99_00)}, []string{"CZ-02", "CZ-04"}}, // a claim counts as one
		{oversee.Narrow{Lost: "B1.1"}, []string{"CZ-03"}},
		{oversee.Narrow{Lost: "B1"}, []string{"CZ-03"}},
		{oversee.Narrow{Lost: "P1"}, []string{"CZ-01"}},
		{oversee.Narrow{Lost: "B2"}, nil},
		{oversee.Narrow{Lost: "nothing"}, nil},
		{oversee.Narrow{Differs: "B1.1"}, []string{"CZ-03"}},
		{oversee.Narrow{Gap: "self_over"}, []string{"CZ-01"}},
		{oversee.Narrow{Gap: "self_under"}, nil},
		{oversee.Narrow{Gap: "checked"}, nil},
		{oversee.Narrow{Gap: "no such gap", State: workflow.Reported}, []string{"CZ-02"}},
	} {
		if got := codes(x.n); !slices.Equal(got, x.want) || total(x.n) != len(got) {
			t.Errorf("%+v: %v, want %v", x.n, got, x.want)
		}
	}
	_, err := c.office.Results(ctx, c.Who("lishan"), oversee.Narrow{Cycle: 999})
	c.Fails(err, fault.NotFound)
}

func TestHomeShowsEachPartOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.put("CZ-10", "submitted", "attained", 95_00) // below the general branch of which 何平 is the reviewer
	actor := c.Who("heping")
	actor.Appointments = append(actor.Appointments, c.Who("chenjing").Appointments...)
	actor.Appointments = append(actor.Appointments, c.Who("zhaogang").Appointments...)
	actor.Appointments = append(actor.Appointments, c.Who("wangming").Appointments...)
	actor.Appointments = append(actor.Appointments, c.Who("zhoujie").Appointments...)
	h, err := c.office.Home(ctx, actor)
	c.Must(err)
	if len(h.Below) != 12 || h.Below[0].BranchCode != "CZ-10" {
		t.Errorf("%d branches below, the first %s; want 12, CZ-10", len(h.Below), h.Below[0].BranchCode)
	}
	if len(h.Own) != 1 || !h.Own[0].Secretary || len(h.Member) != 0 || len(h.Committees) != 1 || h.Office != nil {
		t.Errorf("own %d, member %d, committees %d", len(h.Own), len(h.Member), len(h.Committees))
	}
	nobody, err := c.office.Home(ctx, access.Actor{Person: actor.Person})
	c.Must(err)
	if len(nobody.Own)+len(nobody.Below)+len(nobody.Member)+len(nobody.Checks) != 0 || nobody.Office != nil {
		t.Error("a person without appointments sees something")
	}
}

func TestAMemberSeesNoFigureBeforeTheReport(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.put("CZ-02", "verified", "attained", 95_00)
	h, err := c.office.Home(ctx, c.Who("zhoujie"))
	c.Must(err)
	if len(h.Member) != 1 || h.Member[0].HasReview || h.Member[0].Counts.Points != 0 {
		t.Errorf("before: %+v", h.Member)
	}
	c.put("CZ-02", "reported", "attained", 95_00)
	h, err = c.office.Home(ctx, c.Who("zhoujie"))
	c.Must(err)
	if len(h.Member) != 1 || !h.Member[0].HasReview || h.Member[0].Counts.Points != 95_00 {
		t.Errorf("after: %+v", h.Member)
	}
}

func points(p scoring.Points) *scoring.Points { return &p }

func (c *city) organisationOf(code string) int64 {
	c.Helper()
	return c.Number(`select id from organisation where code = $1`, code)
}

// 60 branches are two pages of 30; the second begins with the 31st code.
func TestALongListComesInPages(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	first, err := c.office.Results(ctx, c.Who("lishan"), oversee.Narrow{Page: 1})
	c.Must(err)
	second, err := c.office.Results(ctx, c.Who("lishan"), oversee.Narrow{Page: 2})
	c.Must(err)
	third, err := c.office.Results(ctx, c.Who("lishan"), oversee.Narrow{Page: 3})
	c.Must(err)
	if len(first.Lines) != 30 || len(second.Lines) != 30 || len(third.Lines) != 0 || third.Total != 60 || first.Lines[29].BranchCode >= second.Lines[0].BranchCode {
		t.Errorf("%d, %d and %d of %d", len(first.Lines), len(second.Lines), len(third.Lines), third.Total)
	}
}

// On 5 January the self-assessment has been over since 31 December: of 60
// branches one has submitted, and one has time until the 10th: 58 are late. When
// that has passed it is 59.
func TestHomeCountsWhoIsLate(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.put("CZ-02", "submitted", "attained", 95_00)
	_, err := c.Pool.Exec(ctx, `update assessment set extended_until = '2027-01-10' where branch_id = (select id from organisation where code = 'CZ-03')`)
	c.Must(err)
	for day, want := range map[int]int{5: 58, 11: 59} {
		c.Now = time.Date(2027, time.January, day, 2, 0, 0, 0, time.UTC)
		h, err := c.office.Home(ctx, c.Who("lishan"))
		c.Must(err)
		if h.Office.Late != want || h.Office.Count != 6 || len(h.Office.Committees) != 6 {
			t.Errorf("on the %dth: %d late, want %d; %d committees", day, h.Office.Late, want, h.Office.Count)
		}
	}
}
