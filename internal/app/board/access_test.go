package board_test

import (
	"context"
	"testing"

	"baolei/internal/app/board"
	"baolei/internal/core/fault"
)

// Everybody sees the own place and what is below it, and nobody learns that
// there is anything else.
func TestWhoSeesWhichBoard(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for _, x := range []struct {
		account, at string
		may         bool
	}{
		{"lishan", "GW", true}, {"lishan", "JY", true}, {"lishan", "CZ-Z1", true}, {"lishan", "CZ-02", false},
		{"zhaogang", "CZ", true}, {"zhaogang", "CZ-Z1", true}, {"zhaogang", "JY", false}, {"zhaogang", "GW", false},
		{"chenjing", "CZ", true}, {"chenjing", "WJ", false},
		{"heping", "CZ-Z1", true}, {"heping", "CZ", false},
		{"wangming", "CZ", false}, {"wangming", "CZ-02", false}, {"zhoujie", "CZ", false}, {"sunli", "GW", false}, {"xitong", "GW", false}, {"shenji", "GW", false},
	} {
		b, err := c.boards.Board(ctx, c.Who(x.account), board.Ask{At: c.organisation(x.at)})
		switch {
		case !x.may:
			c.Fails(err, fault.NotFound)
		case err != nil || b.Place.Code != x.at:
			t.Errorf("%s at %s: %v", x.account, x.at, err)
		}
	}
	if n := c.Count(`select count(*) from audit_entry where action = 'board.view' and outcome = 'refused'`); n != 11 {
		t.Errorf("%d refusals on record, want 11", n)
	}
	_, err := c.boards.Board(ctx, c.Who("lishan"), board.Ask{Cycle: 999})
	c.Fails(err, fault.NotFound)
}

// The general branch has three branches: CZ-10 submitted, CZ-11 returned, CZ-12
// started.
func TestAGeneralBranchIsAddedUpAsItIsRead(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	b, err := c.boards.Board(ctx, c.Who("heping"), board.Ask{})
	c.Must(err)
	if b.Whole.Branches != 3 || len(b.Branches) != 3 || b.Whole.Claims.N != 1 || b.Whole.Results.N != 0 {
		t.Errorf("%d branches, %d listed, %d claims, %d results", b.Whole.Branches, len(b.Branches), b.Whole.Claims.N, b.Whole.Results.N)
	}
}

func TestABranchSeesItsOwnYears(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	h, err := c.boards.History(ctx, c.Who("jy-03"))
	c.Must(err)
	if len(h.Years) != 1 || !h.Years[0].HasResult() || h.Name != "教育局第三党支部" {
		t.Fatalf("%+v", h)
	}
	sum := int64(0)
	for _, a := range h.Years[0].Areas {
		sum += a.Score
	}
	if sum != int64(h.Years[0].Counts.Total) {
		t.Errorf("the areas add up to %d, the total is %d", sum, h.Years[0].Counts.Total)
	}
	draft, err := c.boards.History(ctx, c.Who("wangming"))
	c.Must(err)
	if len(draft.Years) != 1 || draft.Years[0].HasResult() || draft.Years[0].Claimed {
		t.Errorf("a draft has figures: %+v", draft.Years)
	}
	_, err = c.boards.History(ctx, c.Who("zhoujie"))
	c.Fails(err, fault.NotFound)
}
