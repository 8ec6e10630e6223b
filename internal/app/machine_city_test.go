package app_test

import (
	"context"
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

// smallCity fills an empty database with the small city and its open cycle, which
// has so many working days of publicity.
func smallCity(ctx context.Context, pool *pgxpool.Pool, public int) error {
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
			one.Appointments = append(one.Appointments, people.SetupAppointment{Role: p.role, At: p.at, From: since})
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
	_, err = office.OpenCycle(ctx, actors["off-1"], oversee.NewCycle{Key: "open", Year: year, Set: set, Target: 80_00, Public: public,
		Self:   calendar.Window{From: calendar.DateOf(openedAt), Until: selfUntil},
		Review: calendar.Window{From: reviewFrom, Until: reviewEnd}})
	return err
}

// publicDays and answerDays are working days.
const publicDays, answerDays = 5, 5

func openSmallCity(t *testing.T, publicity bool) *pgxpool.Pool {
	t.Helper()
	what, public := "the small city without publicity", 0
	if publicity {
		what, public = "the small city", publicDays
	}
	return storetest.Filled(t, what, func(ctx context.Context, pool *pgxpool.Pool) error { return smallCity(ctx, pool, public) })
}
