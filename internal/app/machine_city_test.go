package app_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

// smallSet is a table of three clauses, so that what a branch has can be worked
// out on one line: 100 − min(20a, 60) − min(5b, 40) − 10c.
const smallSet = `code: small
name: 三条
version: "1"
categories:
  - {code: base, name: 基本分, weight: 100}
  - {code: bottom, name: 底线分}
grades:
  - {code: lagging, name: 后进整转}
  - {code: not_attained, name: 未达标, from: 80}
  - {code: attained, name: 达标, from: 90}
  - {code: excellent, name: 优秀, from: 100}
veto_grade: lagging
areas:
  - code: B
    title: 基本
    category: base
    weight: 100
    items:
      - {code: B1, title: 一, ask: 一, weight: 60, clauses: [{code: B1a, kind: per_case, label: 甲, amount: 20, unit: 项}]}
      - {code: B2, title: 二, ask: 二, weight: 40, clauses: [{code: B2a, kind: per_case, label: 乙, amount: 5, unit: 项}]}
  - code: L
    title: 底线
    category: bottom
    items:
      - {code: L1, title: 三, ask: 三, clauses: [{code: L1a, kind: per_case, label: 丙, amount: 10, unit: 项}]}
`

// clauses and items of the small set, in table order.
var (
	clauses = []string{"B1a", "B2a", "L1a"}
	items   = []string{"B1", "B2", "L1"}
)

// The small city: two committees, of which the first has two branches, and
// whoever has something to do with them. The windows are December and January.
var (
	year       = 2026
	openedAt   = time.Date(year, time.December, 1, 1, 0, 0, 0, time.UTC) // 09:00 in Shanghai
	selfUntil  = calendar.Date{Year: year, Month: time.December, Day: 31}
	reviewFrom = calendar.Date{Year: year, Month: time.December, Day: 10}
	reviewEnd  = calendar.Date{Year: year + 1, Month: time.January, Day: 31}
)

var branches = []string{"A-1", "A-2", "B-1"}

type post struct {
	role access.Role
	at   string
}

// cast is who acts. The secretary of A-2 reviews for the committee too, and may
// do so for any branch but the own.
var cast = map[string][]post{
	"sec-a1": {{access.BranchSecretary, "A-1"}}, "clerk-a1": {{access.BranchClerk, "A-1"}}, "member-a1": {{access.Member, "A-1"}},
	"sec-a2": {{access.BranchSecretary, "A-2"}, {access.Reviewer, "A"}}, "sec-b1": {{access.BranchSecretary, "B-1"}},
	"rev-a": {{access.Reviewer, "A"}}, "com-a": {{access.CommitteeSecretary, "A"}}, "com-a2": {{access.CommitteeSecretary, "A"}},
	"rev-b": {{access.Reviewer, "B"}}, "com-b": {{access.CommitteeSecretary, "B"}},
	"off-1": {{access.Officer, "W"}}, "off-2": {{access.Officer, "W"}}, "off-3": {{access.Officer, "W"}},
	"chk-1": {{access.SpotChecker, "W"}}, "chk-2": {{access.SpotChecker, "W"}},
}

// holds tells whether somebody holds one of the roles at a place.
func holds(name, at string, roles ...access.Role) bool {
	return slices.ContainsFunc(cast[name], func(p post) bool { return p.at == at && slices.Contains(roles, p.role) })
}

// names of the cast, sorted, so that what chance picks can be repeated.
func names() []string {
	var all []string
	for name := range cast {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// smallCity fills an empty database with the small city and its open cycle.
func smallCity(ctx context.Context, pool *pgxpool.Pool) error {
	db := store.Over(pool)
	desk := app.NewDesk(db, func() time.Time { return openedAt })
	folk, err := people.New(desk)
	if err != nil {
		return err
	}
	setup := people.Setup{Organisations: []people.SetupOrganisation{
		{Level: access.WorkCommittee, Code: "W", Name: "市直机关工委"},
		{Level: access.PartyCommittee, Parent: "W", Code: "A", Name: "甲局党委"}, {Level: access.PartyCommittee, Parent: "W", Code: "B", Name: "乙局党委"},
		{Level: access.Branch, Parent: "A", Code: "A-1", Name: "甲局第一党支部"}, {Level: access.Branch, Parent: "A", Code: "A-2", Name: "甲局第二党支部"},
		{Level: access.Branch, Parent: "B", Code: "B-1", Name: "乙局第一党支部"}}}
	for _, name := range names() {
		one := people.SetupPerson{Account: name, Name: name, PasswordHash: "none"}
		for _, p := range cast[name] {
			one.Appointments = append(one.Appointments, people.SetupAppointment{Role: p.role, At: p.at, From: calendar.Date{Year: 2020, Month: 1, Day: 1}})
		}
		setup.People = append(setup.People, one)
	}
	if _, err := folk.SetUp(ctx, setup); err != nil {
		return err
	}
	actors, err := actorsOf(ctx, db)
	if err != nil {
		return err
	}
	office := oversee.New(desk)
	set, err := office.PublishSet(ctx, actors["off-1"], []byte(smallSet))
	if err != nil {
		return err
	}
	_, err = office.OpenCycle(ctx, actors["off-1"], oversee.NewCycle{Key: "open", Year: year, Set: set, Target: 80_00,
		Self:   calendar.Window{From: calendar.DateOf(openedAt), Until: selfUntil},
		Review: calendar.Window{From: reviewFrom, Until: reviewEnd}})
	return err
}

// actorsOf finds the cast as it acts.
func actorsOf(ctx context.Context, db *store.DB) (map[string]access.Actor, error) {
	var orgs []store.Organisation
	var b store.Batch
	b.Organisations(&orgs)
	rows, found := map[string]*store.Person{}, map[string]*bool{}
	for _, name := range names() {
		rows[name], found[name] = new(store.Person), new(bool)
		b.PersonByAccount(name, rows[name], found[name])
	}
	if err := db.Read(ctx, &b); err != nil {
		return nil, err
	}
	actors := map[string]access.Actor{}
	for name, p := range rows {
		if !*found[name] {
			return nil, fmt.Errorf("no account %s", name)
		}
		one := access.Actor{Person: p.ID, Account: name, Name: name}
		for _, post := range cast[name] {
			i := slices.IndexFunc(orgs, func(o store.Organisation) bool { return o.Code == post.at })
			one.Appointments = append(one.Appointments, access.Appointment{Role: post.role, Organisation: orgs[i].ID, Name: orgs[i].Name})
		}
		actors[name] = one
	}
	return actors, nil
}

func openSmallCity(t *testing.T) *pgxpool.Pool {
	t.Helper()
	return storetest.Filled(t, "the small city", smallCity)
}
