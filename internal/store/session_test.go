package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"baolei/internal/core/calendar"
	"baolei/internal/store"
)

func day(year int, month time.Month, d int) calendar.Date {
	return calendar.Date{Year: year, Month: month, Day: d}
}

// clock is a clock that tests set.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func sessionData(person int64) []byte {
	return fmt.Appendf(nil, `{"deadline":"2026-12-01T10:00:00Z","person":%d}`, person)
}

func mustFind(t *testing.T, s *store.Sessions, token string, want bool) map[string]any {
	t.Helper()
	data, found, err := s.FindCtx(context.Background(), token)
	if err != nil {
		t.Fatal(err)
	}
	if found != want {
		t.Fatalf("session found: %v, want %v", found, want)
	}
	var doc map[string]any
	if found {
		if err := json.Unmarshal(data, &doc); err != nil {
			t.Fatal(err)
		}
	}
	return doc
}

func commit(t *testing.T, s *store.Sessions, token string, person int64) {
	t.Helper()
	if err := s.CommitCtx(context.Background(), token, sessionData(person), time.Time{}); err != nil {
		t.Fatal(err)
	}
}

func TestASessionBringsItsPersonAndAppointments(t *testing.T) {
	db, _, person := newDB(t)
	s := store.NewSessions(db, func() time.Time { return now })
	commit(t, s, "a", person)
	doc := mustFind(t, s, "a", true)
	if doc["name"] != "李珊" || doc["person"] != float64(person) {
		t.Errorf("session of %v", doc)
	}
	roles, _ := doc["appointments"].([]any)
	if len(roles) != 1 {
		t.Fatalf("appointments %v, want one", roles)
	}
	first, _ := roles[0].(map[string]any)
	if first["role"] != "officer" || first["name"] != "市直机关工委" {
		t.Errorf("appointment %v", first)
	}
}

func TestAnIdleSessionEndsAfterHalfAnHour(t *testing.T) {
	db, _, person := newDB(t)
	c := &clock{t: now}
	s := store.NewSessions(db, c.now)
	commit(t, s, "a", person)
	for range 3 { // used every 29 minutes it lives on
		c.add(29 * time.Minute)
		mustFind(t, s, "a", true)
	}
	c.add(31 * time.Minute)
	mustFind(t, s, "a", false)
}

func TestASessionEndsAfterEightHoursHoweverBusy(t *testing.T) {
	db, _, person := newDB(t)
	c := &clock{t: now}
	s := store.NewSessions(db, c.now)
	commit(t, s, "a", person)
	for range 24 { // every 20 minutes; the 24th time 8 hours have passed
		mustFind(t, s, "a", true)
		commit(t, s, "a", person) // writing does not prolong it
		c.add(20 * time.Minute)
	}
	mustFind(t, s, "a", false)
}

func TestADisabledPersonAndAnEndedAppointmentCountFromTheNextRequestOn(t *testing.T) {
	db, pool, person := newDB(t)
	s := store.NewSessions(db, func() time.Time { return now })
	commit(t, s, "a", person)
	if _, err := pool.Exec(context.Background(), `update appointment set period = daterange('2026-01-01', '2026-12-01')`); err != nil {
		t.Fatal(err)
	}
	if doc := mustFind(t, s, "a", true); len(doc["appointments"].([]any)) != 0 {
		t.Errorf("an appointment that ended yesterday still counts: %v", doc)
	}
	var b store.Batch
	b.Disable(person, true, now)
	if err := db.Read(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	mustFind(t, s, "a", false)
}

// A slow request that commits after the session was ended must not bring it
// back, whatever the order in which they arrive.
func TestAnEndedSessionNeverComesBack(t *testing.T) {
	db, _, person := newDB(t)
	s := store.NewSessions(db, func() time.Time { return now })
	for i := range 200 {
		token := fmt.Sprintf("session %d", i)
		commit(t, s, token, person)
		var wg sync.WaitGroup
		wg.Go(func() {
			time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
			commit(t, s, token, person)
		})
		wg.Go(func() {
			time.Sleep(time.Duration(rand.IntN(300)) * time.Microsecond)
			if err := s.DeleteCtx(context.Background(), token); err != nil {
				t.Error(err)
			}
		})
		wg.Wait()
		commit(t, s, token, person)
		mustFind(t, s, token, false)
	}
}

func TestEndingAllSessionsOfAPerson(t *testing.T) {
	db, _, person := newDB(t)
	s := store.NewSessions(db, func() time.Time { return now })
	commit(t, s, "a", person)
	commit(t, s, "b", person)
	var b store.Batch
	b.EndSessions(person, now)
	if err := db.Read(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	mustFind(t, s, "a", false)
	mustFind(t, s, "b", false)
}

func TestSweepingRemovesOnlyWhatNoLongerMatters(t *testing.T) {
	db, pool, person := newDB(t)
	c := &clock{t: now}
	s := store.NewSessions(db, c.now)
	commit(t, s, "old", person)
	c.add(7 * time.Hour)
	commit(t, s, "young", person)
	c.add(90 * time.Minute) // the first is past its eight hours
	if err := s.Sweep(context.Background()); err != nil {
		t.Fatal(err)
	}
	var left string
	if err := pool.QueryRow(context.Background(), `select string_agg(token, ',') from session`).Scan(&left); err != nil || left != "young" {
		t.Errorf("left are %q (%v), want the young one", left, err)
	}
}

// visit keeps a token of a visit that began at an instant.
func visit(t *testing.T, s *store.Sessions, token, name string, person int64, since time.Time) {
	t.Helper()
	data := fmt.Appendf(nil, `{"deadline":"2026-12-01T10:00:00Z","person":%d,"visit":%q,"since":%q,"proven":%q}`, person, name, since.Format(time.RFC3339), since.Format(time.RFC3339))
	if err := s.CommitCtx(context.Background(), token, data, time.Time{}); err != nil {
		t.Fatal(err)
	}
}

func replace(t *testing.T, s *store.Sessions, token string) {
	t.Helper()
	if err := s.ReplaceCtx(context.Background(), token); err != nil {
		t.Fatal(err)
	}
}

func TestASessionRemembersWhenItsPersonProvedWhoTheyAre(t *testing.T) {
	db, _, person := newDB(t)
	s := store.NewSessions(db, func() time.Time { return now })
	visit(t, s, "a", "v", person, now)
	doc := mustFind(t, s, "a", true)
	if doc["visit"] != "v" || doc["proven"] != now.Format(time.RFC3339) || doc["since"] != now.Format(time.RFC3339) {
		t.Errorf("session %v", doc)
	}
}

// The old token is good until the new one is used: a second click may be on its
// way with it.
func TestUsingANewTokenEndsTheOnesBefore(t *testing.T) {
	db, _, person := newDB(t)
	s := store.NewSessions(db, func() time.Time { return now })
	visit(t, s, "other", "w", person, now)
	visit(t, s, "old", "v", person, now)
	replace(t, s, "old")
	visit(t, s, "new", "v", person, now)
	mustFind(t, s, "old", true)
	replace(t, s, "old") // the second click
	visit(t, s, "newer", "v", person, now)
	mustFind(t, s, "newer", true)
	mustFind(t, s, "old", false)
	mustFind(t, s, "new", false)
	mustFind(t, s, "newer", true)
	mustFind(t, s, "other", true) // the same person elsewhere
}

func TestAReplacedTokenRunsOutByItself(t *testing.T) {
	db, _, person := newDB(t)
	c := &clock{t: now}
	s := store.NewSessions(db, c.now)
	visit(t, s, "old", "v", person, now)
	replace(t, s, "old")
	c.add(29 * time.Second)
	mustFind(t, s, "old", true)
	replace(t, s, "old") // replacing it again gives it no more time
	c.add(time.Second)
	mustFind(t, s, "old", false)
}

func TestSigningOutEndsEveryTokenOfTheVisit(t *testing.T) {
	db, _, person := newDB(t)
	s := store.NewSessions(db, func() time.Time { return now })
	visit(t, s, "old", "v", person, now)
	replace(t, s, "old")
	visit(t, s, "new", "v", person, now)
	visit(t, s, "other", "w", person, now)
	if err := s.DeleteCtx(context.Background(), "old"); err != nil {
		t.Fatal(err)
	}
	mustFind(t, s, "old", false)
	mustFind(t, s, "new", false)
	mustFind(t, s, "other", true)
}

func TestANewTokenDoesNotProlongTheVisit(t *testing.T) {
	db, _, person := newDB(t)
	c := &clock{t: now}
	s := store.NewSessions(db, c.now)
	visit(t, s, "old", "v", person, now)
	c.add(7*time.Hour + 45*time.Minute)
	visit(t, s, "new", "v", person, now)
	mustFind(t, s, "new", true)
	c.add(15 * time.Minute) // eight hours after the beginning
	mustFind(t, s, "new", false)
}
