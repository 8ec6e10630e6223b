package spotcheck_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"baolei/internal/app/spotcheck"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
)

func day(year int, month time.Month, d int) calendar.Date {
	return calendar.Date{Year: year, Month: month, Day: d}
}

// appoint gives an account a role at an organisation from a day to a day.
func (c *city) appoint(account string, role access.Role, code string, from, until calendar.Date) {
	c.Helper()
	org, id := c.Number(`select id from organisation where code = $1`, code), int64(0)
	c.Must(c.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.Appoint(store.Appointment{Person: c.Who(account).Person, Role: role, Organisation: org, From: from, Until: until}, 0, &id)
		return tx.Commit(ctx, &b)
	}))
}

// acted records that an account acted on an assessment.
func (c *city) acted(account string, id int64, level string) {
	c.Helper()
	c.Must(c.Store.Tx(ctx, func(ctx context.Context, tx *store.Tx) error {
		var b store.Batch
		b.Act(id, level, c.Who(account).Person)
		return tx.Commit(ctx, &b)
	}))
}

// The day is 20 December 2026, so what ended on 20 December 2024 still counts.
func TestWhoStandsBack(t *testing.T) {
	c := newCity(t)
	ids := c.reportedAll("jy-01", "jy-02", "wj-01", "wj-02", "wl-01")
	c.appoint("sunli", access.Reviewer, "JY", day(2020, 1, 1), day(2024, 12, 20)) // her last day counts
	c.appoint("maqiang", access.BranchClerk, "WJ-01", day(2020, 1, 1), day(2024, 12, 19))
	c.appoint("maqiang", access.Member, "WJ-02", day(2025, 3, 1), calendar.Date{})
	c.acted("gaoyan", ids[4], "review")
	c.acted("gaoyan", ids[2], "spot") // having checked is no reason
	p, err := c.spot.Prepare(ctx, c.Who("lishan"), c.Cycle, spotcheck.Whole, nil)
	c.Must(err)
	want := "gaoyan WL-01; maqiang WJ-02; sunli JY-01,JY-02"
	var got []string
	for _, in := range p.Inspectors {
		got = append(got, in.Code+" "+strings.Join(in.StandsBack, ","))
	}
	if text := strings.Join(got, "; "); text != want {
		t.Errorf("stand back: %s\nwant:       %s", text, want)
	}
	if p.Strata[0].Name != "all" || p.Strata[0].Branches != 5 || len(p.Strata[0].Short) != 0 {
		t.Errorf("strata %+v", p.Strata)
	}
}

// Nothing seals reported figures from an officer, so that one who inspects too is
// told of before anything is published; who was one and is no more, is not.
func TestAnInspectorWhoIsAnOfficerIsTold(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01")
	c.appoint("sunli", access.Officer, "GW", day(2026, 1, 1), calendar.Date{})
	c.appoint("maqiang", access.Officer, "GW", day(2020, 1, 1), day(2026, 12, 19))
	p, err := c.spot.Prepare(ctx, c.Who("lishan"), c.Cycle, spotcheck.Whole, nil)
	c.Must(err)
	if !p.Officers["sunli"] || p.Officers["maqiang"] || p.Officers["gaoyan"] {
		t.Errorf("officers %v", p.Officers)
	}
}

func TestBelowAGeneralBranchThePeopleOfBothStandBack(t *testing.T) {
	c := newCity(t)
	// CZ-10 lies below the general branch CZ-Z1 of the committee CZ.
	c.appoint("sunli", access.Reviewer, "CZ-Z1", day(2025, 1, 1), day(2025, 2, 1))
	c.appoint("maqiang", access.Reviewer, "CZ", day(2025, 1, 1), day(2025, 2, 1))
	id := c.Number(`select a.id from assessment a join organisation b on b.id = a.branch_id where b.code = 'CZ-10'`)
	_, err := c.Pool.Exec(ctx, `update assessment set state = 'reported' where id = $1`, id)
	c.Must(err)
	p, err := c.spot.Prepare(ctx, c.Who("lishan"), c.Cycle, spotcheck.ByCommittee, nil)
	c.Must(err)
	for _, in := range p.Inspectors {
		if back := len(in.StandsBack) == 1; back != (in.Code != "gaoyan") {
			t.Errorf("%s stands back from %v", in.Code, in.StandsBack)
		}
	}
}

func TestTooFewInspectorsRefuseThePublication(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "jy-02", "wj-01")
	c.appoint("sunli", access.Member, "JY-02", day(2025, 1, 1), calendar.Date{})
	in := c.publication(map[string]int{"JY": 1, "WJ": 1})
	c.appoint("maqiang", access.Member, "JY-02", day(2025, 1, 1), day(2025, 12, 31))
	in = c.publication(in.Sizes)
	_, err := c.spot.Publish(ctx, c.Who("lishan"), in)
	c.Fails(err, fault.Invalid, "教育局第二党支部")
	if strings.Contains(err.Error(), "教育局第一党支部") || !strings.Contains(err.Error(), "增加工委抽查员") {
		t.Errorf("told: %v", err)
	}
	in.Sizes = map[string]int{"WJ": 1} // whoever is not drawn from needs no inspectors
	if _, err := c.spot.Publish(ctx, c.Who("lishan"), in); err != nil {
		t.Error(err)
	}
}

func TestReplacing(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01", "wj-01")
	v := c.drawn(map[string]int{"JY": 1, "WJ": 1})
	check := v.Checks[0]
	out := check.Checkers[0]
	in := spotcheck.Replacement{Draw: v.ID, Key: c.Key(), Checker: out.ID, Account: spare(check), Reason: "住院"}

	_, err := c.spot.Place(ctx, c.Who("sunli"), v.ID, out.ID)
	c.Fails(err, fault.Forbidden, "工委经办")
	wrong := in
	wrong.Reason = ""
	c.Fails(c.spot.Replace(ctx, c.Who("lishan"), wrong), fault.Invalid, "为什么换人")
	wrong = in
	wrong.Key, wrong.Account = c.Key(), check.Checkers[1].Account
	c.Fails(c.spot.Replace(ctx, c.Who("lishan"), wrong), fault.Invalid, "已是该支部的抽查员")
	wrong.Key, wrong.Account = c.Key(), "wangming"
	c.Fails(c.spot.Replace(ctx, c.Who("lishan"), wrong), fault.Invalid, "在任的工委抽查员")

	c.Must(c.spot.Replace(ctx, c.Who("lishan"), in))
	c.Must(c.spot.Replace(ctx, c.Who("lishan"), in)) // the same form again
	again := in
	again.Key = c.Key()
	c.Fails(c.spot.Replace(ctx, c.Who("zhanglei"), again), fault.Conflict, "情况有变化")

	now := c.draw(v.ID)
	seats := now.Checks[0].Current()
	if len(seats) != 2 || seats[0].Account != in.Account || seats[0].Drawn || len(now.Checks[0].Checkers) != 3 || !now.Sound() {
		t.Errorf("seats %+v; recomputing finds %v", seats, now.Differences)
	}
	if mine, err := c.spot.Mine(ctx, c.Who(out.Account)); err != nil || len(mine) != 1 || mine[0].Code == check.Code {
		t.Errorf("who was replaced still has %v, %v", mine, err)
	}
	_, err = c.spot.Sheet(ctx, c.Who(out.Account), check.Assessment)
	c.Fails(err, fault.NotFound)
	_, err = c.spot.Sheet(ctx, c.Who(in.Account), check.Assessment)
	c.Must(err)
}

func TestNobodyIsPutInWhoMustStandBack(t *testing.T) {
	c := newCity(t)
	c.reportedAll("jy-01")
	v := c.drawn(map[string]int{"JY": 1})
	check := v.Checks[0]
	c.appoint(spare(check), access.Member, "JY-01", day(2026, 12, 1), calendar.Date{}) // since the draw
	in := spotcheck.Replacement{Draw: v.ID, Key: c.Key(), Checker: check.Checkers[0].ID, Account: spare(check), Reason: "出差"}
	c.Fails(c.spot.Replace(ctx, c.Who("lishan"), in), fault.Invalid, "须回避")
}

// spare is the one of the three who does not check the branch.
func spare(check spotcheck.SpotCheck) string {
	for _, account := range []string{"gaoyan", "maqiang", "sunli"} {
		if account != check.Checkers[0].Account && account != check.Checkers[1].Account {
			return account
		}
	}
	return ""
}
