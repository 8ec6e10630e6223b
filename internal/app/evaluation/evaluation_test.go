package evaluation_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/evaluation"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	core "baolei/internal/core/evaluation"
	"baolei/internal/core/fault"
	"baolei/internal/core/record"
	"baolei/internal/demo/demotest"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// city is the demo's city in December 2026, with an evaluation.
type city struct {
	*demotest.City
	service *evaluation.Service
}

func newCity(t *testing.T) *city {
	t.Helper()
	c := demotest.After(t, "an evaluation", `update cycle set evaluation = true`)
	return &city{City: c, service: evaluation.New(app.NewDesk(c.Store, c.Clock))}
}

func (c *city) text(sql string, args ...any) string {
	c.Helper()
	var s string
	c.Must(c.Pool.QueryRow(c.Context(), sql, args...).Scan(&s))
	return s
}

// members puts people with accounts on the roster of CZ-02.
func (c *city) members(n int) []access.Actor {
	c.Helper()
	var list []access.Actor
	for i := range n {
		account := fmt.Sprintf("member-%d", i)
		c.Exec(`insert into person (account, name, password_hash, must_change, created_at) values ($1, $1, '', false, now())`, account)
		c.Exec(`insert into appointment (person_id, role, organisation_id, period) select p.id, 'member', o.id, '[2020-01-01,)' from person p, organisation o where p.account = $1 and o.code = 'CZ-02'`, account)
		actor := c.Who(account)
		m := record.Member{Name: account, Person: actor.Person, Sex: record.Female, Stage: record.Full, Since: calendar.Date{Year: 2020, Month: 1, Day: 1}}
		c.Must(c.Store.Tx(c.Context(), func(ctx context.Context, tx *store.Tx) error {
			var id, add store.Batch
			id.NewID("member", &m.ID)
			if err := tx.Read(ctx, &id); err != nil {
				return err
			}
			add.AddMember(1, &m, store.Sealed{}, actor.Person, c.Now)
			add.Join(actor.At(access.Member)[0], &m)
			return tx.Commit(ctx, &add)
		}))
		list = append(list, actor)
	}
	return list
}

// all answers every question alike.
func all(answer string) map[string]string {
	given := map[string]string{}
	for _, q := range core.Questions() {
		given[q.Code] = answer
	}
	return given
}

func (c *city) tally(assessment int64) core.Tally {
	c.Helper()
	var t core.Tally
	var b store.Batch
	b.Evaluation(assessment, &t)
	c.Must(c.Store.Read(c.Context(), &b))
	return t
}

func TestMembersAnswerOnceAndAreSummedUp(t *testing.T) {
	c := newCity(t)
	people := c.members(5)
	m, err := c.service.Mine(t.Context(), people[0])
	c.Must(err)
	if m.Say != "" || m.Answered {
		t.Fatalf("before: %+v", m)
	}
	for i, who := range people {
		given := all("good")
		if i == 3 {
			given = all("poor")
		}
		key := fmt.Sprintf("key-%d.digest", i)
		c.Must(c.service.Answer(t.Context(), who, key, given))
		c.Must(c.service.Answer(t.Context(), who, key, given)) // the same form again
	}
	c.Fails(c.service.Answer(t.Context(), people[0], "another.digest", all("poor")), fault.Forbidden)
	after, err := c.service.Mine(t.Context(), people[0])
	c.Must(err)
	if !after.Answered || after.Say == "" {
		t.Errorf("after: %+v", after)
	}
	sums := c.tally(m.Assessment)
	if sums.Answered != 5 || sums.Of(0, 0) != 4 || sums.Of(0, 3) != 1 || sums.Of(4, 0) != 4 || sums.Of(4, 4) != 0 {
		t.Errorf("sums: %+v", sums)
	}
	var missing = all("good")
	delete(missing, "life")
	err = c.service.Answer(t.Context(), people[1], "third.digest", missing)
	c.Fails(err, fault.Invalid)
}

// Each answer rewrites one row, which holds nothing but sums: no version of the
// row stands beside the record of who answered. Neither the log nor the key of
// the form tells what was answered.
func TestNothingJoinsWhoAnsweredWithWhat(t *testing.T) {
	c := newCity(t)
	for i, who := range c.members(3) {
		c.Must(c.service.Answer(t.Context(), who, fmt.Sprintf("key-%d.digest", i), all([]string{"good", "poor", "fair"}[i])))
	}
	for table, want := range map[string]string{"evaluation_answered": "assessment_id member_id", "evaluation_tally": "assessment_id answered counts"} {
		if got := c.text(`select string_agg(column_name, ' ' order by ordinal_position) from information_schema.columns where table_name = $1`, table); got != want {
			t.Errorf("%s holds %s, want %s", table, got, want)
		}
	}
	if got := c.text(`select count(*)::text from evaluation_tally`); got != "1" {
		t.Errorf("%s rows of sums, want 1", got)
	}
	if got := c.text(`select string_agg(key, ' ') from idempotency where key like 'key-%'`); strings.Contains(got, "digest") {
		t.Errorf("the keys hold a digest of what was answered: %s", got)
	}
	if got := c.text(`select count(*)::text from audit_entry where action = 'evaluation.answer' and detail is not null and detail::text not in ('null', '{}')`); got != "0" {
		t.Errorf("%s entries of the log tell something of the answer", got)
	}
}

func TestTwoFormsAtOnceCountOnce(t *testing.T) {
	c := newCity(t)
	who := c.members(1)[0]
	m, err := c.service.Mine(t.Context(), who)
	c.Must(err)
	errs := make([]error, 4)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { errs[i] = c.service.Answer(context.Background(), who, fmt.Sprintf("key-%d.x", i), all("fair")) })
	}
	wg.Wait()
	taken := 0
	for _, err := range errs {
		if err == nil {
			taken++
		} else if kind := fault.KindOf(err); kind != fault.Forbidden && kind != fault.Conflict {
			t.Errorf("refused by %v", err)
		}
	}
	if sums := c.tally(m.Assessment); taken != 1 || sums.Answered != 1 {
		t.Errorf("%d taken, %d counted", taken, sums.Answered)
	}
}

func TestWhoMayAnswerAndWhen(t *testing.T) {
	c := newCity(t)
	who := c.members(1)[0]
	wang := c.Who("wangming")
	_, err := c.service.Mine(t.Context(), wang) // a secretary who is on no roster
	c.Fails(err, fault.NotFound)
	c.Fails(c.service.Answer(t.Context(), wang, "key.x", all("good")), fault.NotFound)
	c.Now = time.Date(2027, time.January, 1, 2, 0, 0, 0, time.UTC)
	c.Fails(c.service.Answer(t.Context(), who, "key.x", all("good")), fault.Forbidden)
	c.Exec(`update cycle set evaluation = false`)
	_, err = c.service.Mine(t.Context(), who)
	c.Fails(err, fault.NotFound)
}
