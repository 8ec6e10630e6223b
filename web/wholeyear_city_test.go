package web

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/app/people"
	"baolei/internal/browsertest"
	"baolei/internal/core/access"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

// threeClauses is a table on which a branch has 100 − min(20a, 60) − min(5b, 40) − 10c,
// so that every figure of a year can be worked out on one line.
const threeClauses = `code: three
name: 三条指标
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
    title: 基本工作
    category: base
    weight: 100
    items:
      - {code: B1, title: 组织生活, ask: 按时开展。, weight: 60, clauses: [{code: B1a, kind: per_case, label: 缺的组织生活, amount: 20, unit: 次}]}
      - {code: B2, title: 学习教育, ask: 按时开展。, weight: 40, clauses: [{code: B2a, kind: per_case, label: 缺的学习, amount: 5, unit: 次}]}
  - code: L
    title: 底线
    category: bottom
    items:
      - {code: L1, title: 信访, ask: 没有信访。, clauses: [{code: L1a, kind: per_case, label: 信访件, amount: 10, unit: 件}]}
`

// twoCommittees are 甲局 with, and 乙局 with B-1 and B-2.
func twoCommittees(hash string) people.Setup {
	person := func(account, name string, role access.Role, at string) people.SetupPerson {
		return people.SetupPerson{Account: account, Name: name, PasswordHash: hash, Appointments: []people.SetupAppointment{{Role: role, At: at, From: day(2024, 1, 1)}}}
	}
	return people.Setup{Organisations: []people.SetupOrganisation{
		{Level: access.WorkCommittee, Code: "W", Name: "市直机关工委"},
		{Level: access.PartyCommittee, Parent: "W", Code: "A", Name: "甲局党委"}, {Level: access.PartyCommittee, Parent: "W", Code: "B", Name: "乙局党委"},
		{Level: access.Branch, Parent: "A", Code: "A-1", Name: "甲局第一党支部"}, {Level: access.Branch, Parent: "A", Code: "A-2", Name: "甲局第二党支部"},
		{Level: access.Branch, Parent: "B", Code: "B-1", Name: "乙局第一党支部"}, {Level: access.Branch, Parent: "B", Code: "B-2", Name: "乙局第二党支部"}},
		People: []people.SetupPerson{
			person("sec-a1", "安一", access.BranchSecretary, "A-1"), person("sec-a2", "安二", access.BranchSecretary, "A-2"),
			person("sec-b1", "毕一", access.BranchSecretary, "B-1"), person("sec-b2", "毕二", access.BranchSecretary, "B-2"),
			person("rev-a", "核甲", access.Reviewer, "A"), person("com-a", "书甲", access.CommitteeSecretary, "A"),
			person("rev-b", "核乙", access.Reviewer, "B"), person("com-b", "书乙", access.CommitteeSecretary, "B"),
			person("off-1", "办一", access.Officer, "W"), person("off-2", "办二", access.Officer, "W"),
			person("chk-1", "查一", access.SpotChecker, "W"), person("chk-2", "查二", access.SpotChecker, "W")}}
}

// newWholeYear is that city with the set published and nothing opened, on
// 20 December 2026.
func newWholeYear(t *testing.T) *journey {
	t.Helper()
	pool := storetest.Filled(t, "two committees", func(ctx context.Context, pool *pgxpool.Pool) error {
		db := store.Over(pool)
		desk := app.NewDesk(db, func() time.Time { return opened })
		folk, err := people.New(desk)
		if err != nil {
			return err
		}
		hash, err := folk.Hash(testPassword)
		if err != nil {
			return err
		}
		if _, err := folk.SetUp(ctx, twoCommittees(hash)); err != nil {
			return err
		}
		orgs, person, found := []store.Organisation{}, store.Person{}, false
		var b store.Batch
		b.Organisations(&orgs)
		b.PersonByAccount("off-1", &person, &found)
		if err := db.Read(ctx, &b); err != nil {
			return err
		}
		officer := access.Actor{Person: person.ID, Account: "off-1", Appointments: []access.Appointment{{Role: access.Officer, Organisation: orgs[0].ID}}}
		_, err = oversee.New(desk).PublishSet(ctx, officer, []byte(threeClauses))
		return err
	})
	j := &journey{people: map[string]*browsertest.Page{}, city: serve(t, pool)}
	j.server = httptest.NewServer(j.handler)
	t.Cleanup(j.server.Close)
	return j
}
