package assess_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"baolei/internal/app"
	"baolei/internal/app/assess"
	"baolei/internal/core/calendar"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/demo"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// A reason why a clause does not apply has at most 200 characters, a reason why
// a review differs 500: for whoever calls the use case, and in the database.
func TestReasonsAreBoundedInCharacters(t *testing.T) {
	ctx, pool := context.Background(), storetest.Open(t)
	city, _, err := demo.LoadCity(ctx, store.Over(pool), 2026, "a password of the tests")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.December, 20, 2, 0, 0, 0, time.UTC)
	self := assess.New(app.NewDesk(city.Store, func() time.Time { return now }))
	wang, err := city.Actor(ctx, "wangming", calendar.DateOf(now))
	if err != nil {
		t.Fatal(err)
	}
	mine, err := self.Mine(ctx, wang)
	if err != nil {
		t.Fatal(err)
	}
	aside := func(key string, characters int) error {
		_, err := self.SaveFinding(ctx, wang, mine[0].ID, key, app.Statement{Finding: scoring.Finding{Clause: "B3.3c", NotApplicable: true, Reason: strings.Repeat("组", characters)}})
		return err
	}
	if err := aside("one", 201); fault.KindOf(err) != fault.Invalid {
		t.Errorf("201 characters: %v", err)
	}
	if err := aside("two", 200); err != nil {
		t.Errorf("200 characters: %v", err)
	}
	for constraint, set := range map[string]string{"finding_not_applicable_length": `value = jsonb_set(value, '{reason}', to_jsonb(repeat('组', 201)))`, "finding_reason_length": `reason = repeat('组', 501)`} {
		if _, err := pool.Exec(ctx, `update finding set `+set); !store.Violates(err, constraint) {
			t.Errorf("%s lets through: %v", constraint, err)
		}
	}
	if _, err := pool.Exec(ctx, `update finding set reason = repeat('组', 500)`); err != nil {
		t.Errorf("500 characters: %v", err)
	}
}
