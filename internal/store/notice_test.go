package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/store"
)

// hired adds a person who holds a role at an organisation from a day to a day.
func hired(t *testing.T, db *store.DB, account string, role access.Role, organisation int64, from, until calendar.Date) int64 {
	t.Helper()
	var person, appointment int64
	err := db.Tx(t.Context(), func(ctx context.Context, tx *store.Tx) error {
		var b, w store.Batch
		b.AddPerson(store.Person{Account: account, Name: account, PasswordHash: "-"}, now, &person)
		if err := tx.Read(ctx, &b); err != nil {
			return err
		}
		w.Appoint(store.Appointment{Person: person, Role: role, Organisation: organisation, From: from, Until: until}, 0, &appointment)
		return tx.Commit(ctx, &w)
	})
	if err != nil {
		t.Fatal(err)
	}
	return person
}

func written(t *testing.T, db *store.DB, queue func(*store.Batch)) {
	t.Helper()
	err := db.Tx(t.Context(), func(ctx context.Context, tx *store.Tx) error {
		var w store.Batch
		queue(&w)
		return tx.Commit(ctx, &w)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func noticesOf(t *testing.T, db *store.DB, person int64) []string {
	t.Helper()
	var list []store.Notice
	var b store.Batch
	b.Notices(person, 10, &list)
	if err := db.Read(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, n := range list {
		keys = append(keys, n.Key)
	}
	return keys
}

// At 23:30 in Shanghai it is still the day that it is there.
func TestWhoHoldsARoleThatDayIsToldOnce(t *testing.T) {
	db, _, officer := newDB(t)
	const root = 1
	today := day(2026, 12, 1)
	second := hired(t, db, "zhanglei", access.Officer, root, today, today)
	late := hired(t, db, "tomorrow", access.Officer, root, today.AddDays(1), calendar.Date{})
	former := hired(t, db, "yesterday", access.Officer, root, day(2026, 1, 1), today.AddDays(-1))
	checker := hired(t, db, "inspector", access.SpotChecker, root, day(2026, 1, 1), calendar.Date{})
	auditor := hired(t, db, "auditor", access.Auditor, root, day(2026, 1, 1), calendar.Date{})
	gone := hired(t, db, "gone", access.Officer, root, day(2026, 1, 1), calendar.Date{})
	lastMinutes := time.Date(2026, 12, 1, 23, 30, 0, 0, calendar.Shanghai)
	written(t, db, func(w *store.Batch) { w.Disable(gone, true, now) })
	for range 2 {
		written(t, db, func(w *store.Batch) {
			w.TellRoles(root, []access.Role{access.Officer, access.SpotChecker}, store.Notice{By: officer, Key: "seed 1 1", Text: "种子已录入。", Href: "/draws/1", MadeAt: lastMinutes})
		})
	}
	for person, want := range map[int64][]string{officer: nil, second: {"seed 1 1"}, checker: {"seed 1 1"}, late: nil, former: nil, auditor: nil, gone: nil} {
		if got := noticesOf(t, db, person); !slices.Equal(got, want) {
			t.Errorf("person %d was told %q, want %q", person, got, want)
		}
	}
}

func TestEachIsToldButWhoDidIt(t *testing.T) {
	db, _, officer := newDB(t)
	a := hired(t, db, "first", access.SpotChecker, 1, day(2026, 1, 1), calendar.Date{})
	b := hired(t, db, "other", access.SpotChecker, 1, day(2026, 1, 1), calendar.Date{})
	written(t, db, func(w *store.Batch) {
		w.TellEach([]int64{b, officer, a}, store.Notice{By: officer, Key: "drawn 1", Text: "抽取完成。", MadeAt: now})
	})
	for person, want := range map[int64]int{a: 1, b: 1, officer: 0} {
		if got := noticesOf(t, db, person); len(got) != want {
			t.Errorf("person %d was told %q, want %d", person, got, want)
		}
	}
}
