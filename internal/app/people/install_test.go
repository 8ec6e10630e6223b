package people_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

// An empty system gets its work committee, three administrators who have to change
// their passwords, and both embedded sets; a second time nothing changes.
func TestAnEmptySystemIsSetUpOnce(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, time.November, 27, 2, 0, 0, 0, time.UTC)
	desk := app.NewDesk(store.Over(storetest.Open(t)), func() time.Time { return now })
	folk, err := people.New(desk)
	if err != nil {
		t.Fatal(err)
	}
	empty := func(want bool) {
		t.Helper()
		if got, err := folk.Empty(ctx); err != nil || got != want {
			t.Errorf("empty: %v, %v", got, err)
		}
	}
	in := people.Installation{Code: "GW", Name: "市直机关工委", System: people.Newcomer{Account: "qian", Name: "钱系统"}, Security: people.Newcomer{Account: "feng", Name: "冯安全"}, Auditor: people.Newcomer{Account: "shen", Name: "沈审计"}}
	for words, change := range map[string]func(*people.Installation){
		"代码用":  func(in *people.Installation) { in.Code = "工委" },
		"名称":   func(in *people.Installation) { in.Name = "委" },
		"三员分立": func(in *people.Installation) { in.Auditor.Account = "feng" },
		"改正":   func(in *people.Installation) { in.Security.Account = "F" },
	} {
		bad := in
		change(&bad)
		if _, err := folk.Install(ctx, bad); fault.KindOf(err) != fault.Invalid || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %v", words, err)
		}
	}
	empty(true)
	handed, err := folk.Install(ctx, in)
	if err != nil || len(handed) != 3 {
		t.Fatalf("%+v, %v", handed, err)
	}
	empty(false)
	for i, role := range []access.Role{access.SystemAdmin, access.SecurityAdmin, access.Auditor} {
		who, err := folk.SignIn(ctx, handed[i].Account, handed[i].Password, "127.0.0.1")
		if err != nil || !who.MustChange {
			t.Fatalf("%s: %+v, %v", handed[i].Account, who, err)
		}
		var all []store.Appointment
		var b store.Batch
		b.Appointments(0, calendar.DateOf(now), &all)
		if err := desk.Store.Read(ctx, &b); err != nil || len(all) != 3 || !slices.ContainsFunc(all, func(a store.Appointment) bool { return a.Person == who.Person && a.Role == role }) {
			t.Errorf("%s is not %s: %+v, %v", handed[i].Account, role, all, err)
		}
	}
	sets, err := oversee.New(desk).PublishedSets(ctx)
	if err != nil || len(sets) != 2 {
		t.Errorf("%d sets, %v", len(sets), err)
	}
	if _, err := folk.Install(ctx, in); fault.KindOf(err) != fault.Conflict {
		t.Errorf("a second time: %v", err)
	}
}
