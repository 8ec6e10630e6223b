package assess_test

import (
	"context"
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
	"baolei/internal/store"
	"baolei/internal/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// A reason why a clause does not apply has at most 200 characters, a reason why
// a review differs 500: for whoever calls the use case, and in the database.
func TestReasonsAreBoundedInCharacters(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	wang, id := c.mine("wangming")
	aside := func(key string, characters int) error {
		_, err := c.self.SaveFinding(ctx, wang, id, key, app.Statement{Finding: scoring.Finding{Clause: "B3.3c", NotApplicable: true, Reason: strings.Repeat("组", characters)}})
		return err
	}
	if err := aside("one", 201); fault.KindOf(err) != fault.Invalid {
		t.Errorf("201 characters: %v", err)
	}
	if err := aside("two", 200); err != nil {
		t.Errorf("200 characters: %v", err)
	}
	for constraint, set := range map[string]string{"finding_not_applicable_length": `value = jsonb_set(value, '{reason}', to_jsonb(repeat('组', 201)))`, "finding_reason_length": `reason = repeat('组', 501)`} {
		if _, err := c.Pool.Exec(ctx, `update finding set `+set); !store.Violates(err, constraint) {
			t.Errorf("%s lets through: %v", constraint, err)
		}
	}
	if _, err := c.Pool.Exec(ctx, `update finding set reason = repeat('组', 500)`); err != nil {
		t.Errorf("500 characters: %v", err)
	}
}
