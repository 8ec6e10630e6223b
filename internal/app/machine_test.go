package app_test

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"pgregory.net/rapid"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/core/workflow"
	"baolei/internal/store"
)

// machine lets people do things to the small city in any order, and compares
// after each what is stored with what the model believes.
type machine struct {
	ctx      context.Context
	pool     *pgxpool.Pool
	db       *store.DB
	now      time.Time
	keys     int
	happened map[string]int // how often each act was done
	actors   map[string]access.Actor
	branches []*branch
	self     *assess.Service
	review   *examine.Service
}

// Whatever people try, in whatever order and on whatever day: nothing happens
// that the table of transitions does not allow, what it allows happens, no
// finding is lost, and the score that counts is the last level's.
func TestAnyOrderOfActions(t *testing.T) {
	longer(t, "rapid.checks", "20")
	longer(t, "rapid.steps", "120")
	happened := map[string]int{}
	rapid.Check(t, func(r *rapid.T) {
		m := newMachine(t)
		m.happened = happened
		defer m.pool.Close()
		r.Repeat(map[string]func(*rapid.T){
			"":         m.check,
			"wait":     func(r *rapid.T) { m.now = m.now.AddDate(0, 0, rapid.IntRange(1, 8).Draw(r, "days")) },
			"save":     m.save,
			"submit":   m.submit,
			"withdraw": m.withdraw,
			"review":   m.verdict,
			"agree":    m.agree,
			"remark":   m.remark,
			"reply":    m.reply,
			"return":   m.giveBack,
			"sign":     m.sign,
		})
	})
	t.Logf("done: %v", happened)
}

// longer sets how many sequences there are, and how long, unless the caller of
// the test has said so: a year takes more steps than a core's property, and each
// of them is a transaction.
func longer(t *testing.T, name, value string) {
	t.Helper()
	f := flag.Lookup(name)
	if said := f.Value.String(); said == f.DefValue {
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = f.Value.Set(said) })
	}
}

func newMachine(t *testing.T) *machine {
	m := &machine{ctx: t.Context(), pool: openSmallCity(t), now: openedAt}
	m.db = store.Over(m.pool)
	desk := app.NewDesk(m.db, func() time.Time { m.now = m.now.Add(time.Second); return m.now })
	m.self, m.review = assess.New(desk), examine.New(desk)
	var err error
	if m.actors, err = actorsOf(m.ctx, m.db); err != nil {
		t.Fatal(err)
	}
	for _, code := range branches {
		var id int64
		if err := m.pool.QueryRow(m.ctx, `select a.id from assessment a join organisation o on o.id = a.branch_id where o.code = $1`, code).Scan(&id); err != nil {
			t.Fatal(err)
		}
		m.branches = append(m.branches, newBranch(code, id))
	}
	return m
}

func (m *machine) today() calendar.Date { return calendar.DateOf(m.now) }

func (m *machine) key() string {
	m.keys++
	return fmt.Sprintf("key-%d", m.keys)
}

// pick lets chance choose who acts on which branch: most often one that stands
// where the act fits, and somebody whose it is to do.
func (m *machine) pick(r *rapid.T, fits []workflow.State, roles ...access.Role) (string, *branch) {
	likely := slices.DeleteFunc(slices.Clone(m.branches), func(b *branch) bool { return !slices.Contains(fits, b.state) })
	if len(likely) == 0 || rapid.IntRange(0, 9).Draw(r, "any branch") == 0 {
		likely = m.branches
	}
	b := rapid.SampledFrom(likely).Draw(r, "branch")
	who := slices.DeleteFunc(names(), func(name string) bool {
		return !holds(name, b.code, roles...) && !holds(name, b.committee, roles...) && !holds(name, "W", roles...)
	})
	if rapid.IntRange(0, 9).Draw(r, "anybody") == 0 {
		who = names()
	}
	return rapid.SampledFrom(who).Draw(r, "who"), b
}

// judge compares what happened with what was to be expected. What was refused
// has to say so in words.
func (m *machine) judge(r *rapid.T, what, who string, b *branch, err error, want bool) bool {
	if (err == nil) != want {
		r.Fatalf("%s by %s on %s (%s) on %s: %v, want allowed %v", what, who, b.code, b.state, m.today(), err, want)
	}
	if err != nil && (fault.KindOf(err) == 0 || err.Error() == "") {
		r.Fatalf("%s by %s on %s: refused by %v", what, who, b.code, err)
	}
	if err == nil {
		m.happened[what]++
	}
	return err == nil
}

func (m *machine) stored(r *rapid.T, b *branch) app.Assessment {
	var a app.Assessment
	var found bool
	var q store.Batch
	q.Assessment(b.id, m.today(), &a, &found)
	if err := m.db.Read(m.ctx, &q); err != nil || !found {
		r.Fatalf("read %s: %v", b.code, err)
	}
	return a
}

// versions tells the versions of a level's findings.
func (m *machine) versions(r *rapid.T, b *branch, level store.Level) map[string]int {
	rows, err := m.pool.Query(m.ctx, `select clause, version from finding where assessment_id = $1 and level = $2`, b.id, string(level))
	if err != nil {
		r.Fatal(err)
	}
	defer rows.Close()
	all := map[string]int{}
	for rows.Next() {
		var clause string
		var version int
		if err := rows.Scan(&clause, &version); err != nil {
			r.Fatal(err)
		}
		all[clause] = version
	}
	return all
}

// check compares every branch with the model.
func (m *machine) check(r *rapid.T) {
	for _, b := range m.branches {
		a := m.stored(r, b)
		if a.State != b.state {
			r.Fatalf("%s is %s, want %s", b.code, a.State, b.state)
		}
		if a.Self.Total != total(b.self) {
			r.Fatalf("%s: self %v, want %v of %v", b.code, a.Self.Total, total(b.self), b.self)
		}
		if b.state == workflow.Draft {
			if a.Counts.Grade != "" {
				r.Fatalf("%s is not submitted and counts as %s", b.code, a.Counts.Grade)
			}
			continue
		}
		if want := b.counts(); a.Counts.Total != want || a.Counts.Grade != grade(want) {
			r.Fatalf("%s counts %v %s, want %v", b.code, a.Counts.Total, a.Counts.Grade, want)
		}
		m.kept(r, b)
	}
}

// kept makes sure that the findings are all there.
func (m *machine) kept(r *rapid.T, b *branch) {
	rows, err := m.pool.Query(m.ctx, `select level || ' ' || clause, (value->>'count')::int from finding where assessment_id = $1`, b.id)
	if err != nil {
		r.Fatal(err)
	}
	defer rows.Close()
	got := map[string]int{}
	for rows.Next() {
		var name string
		var count int
		if err := rows.Scan(&name, &count); err != nil {
			r.Fatal(err)
		}
		got[name] = count
	}
	if want := b.findings(); !maps.Equal(got, want) {
		r.Fatalf("%s holds %v, want %v", b.code, got, want)
	}
}

func count(r *rapid.T) int { return rapid.IntRange(0, 3).Draw(r, "count") }

func finding(clause string, n int) scoring.Finding {
	return scoring.Finding{Clause: clause, Count: int64(n)}
}
