package board_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/board"
)

// checks has an account spot-check the third branch of 教育局, whose check is
// sealed and not handed in.
func (c *city) checks(account string) {
	c.Helper()
	c.Exec(`insert into spot_checker (spot_check_id, place, person_id, drawn, assigned_at)
		select s.id, 1 + (select count(*) from spot_checker), $1, true, now() from spot_check s join assessment a on a.id = s.assessment_id join organisation o on o.id = a.branch_id where o.code = 'JY-03'`, c.Who(account).Person)
}

// Whoever is to check a branch without its figures sees no sum that contains it,
// since those of the other branches are there to be taken off: not of its
// committee, and not of the city, in which the committee is. Other committees'
// sums are shown, and all are to other people and once the check is handed in.
func TestNoSumGivesASealedBranchAway(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.Must(c.boards.Sweep(ctx))
	c.checks("jy-kaohe")
	c.checks("lishan")
	boardOf := func(account, at string) *board.Board {
		t.Helper()
		b, err := c.boards.Board(ctx, c.Who(account), board.Ask{At: c.organisation(at)})
		c.Must(err)
		return b
	}
	for _, x := range []struct {
		account, at string
		sealed      bool
	}{{"jy-kaohe", "JY", true}, {"lishan", "JY", true}, {"lishan", "GW", true}, {"lishan", "WJ", false}, {"lishan", "CZ-Z1", false}, {"zhanglei", "GW", false}, {"jy-shuji", "JY", false}} {
		b := boardOf(x.account, x.at)
		if !x.sealed {
			if len(b.Sealed) != 0 || b.Whole.Branches == 0 || len(b.Years) != 1 {
				t.Errorf("%s at %s: sealed %v, %d branches", x.account, x.at, b.Sealed, b.Whole.Branches)
			}
			continue
		}
		if len(b.Sealed) != 1 || !strings.Contains(app.WhySealed(b.Sealed), "教育局第三党支部") {
			t.Errorf("%s at %s: %+v", x.account, x.at, b.Sealed)
		}
		if b.Whole.Branches != 0 || b.Whole.Results.N != 0 || len(b.Parts)+len(b.Branches)+len(b.Years)+b.Count != 0 || b.Shape != nil {
			t.Errorf("%s at %s sees sums: %+v", x.account, x.at, b)
		}
	}
	c.Exec(`update spot_check set spot_total = 9000, spot_items = (select review_items from assessment where id = assessment_id), handed_in_by = (select min(id) from person), handed_in_at = now() where handed_in_at is null`)
	if b := boardOf("jy-kaohe", "JY"); len(b.Sealed) != 0 || b.Whole.Results.N != 10 || len(b.Branches) != 10 {
		t.Errorf("handed in: %+v", b)
	}
}

// The board of another year is shown, without the rate of the year in which the
// branch is sealed.
func TestABoardOfAnotherYearLeavesTheSealedOneOut(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.Exec(`insert into cycle (year, set_id, self_from, self_until, review_from, review_until, target, opened_by, opened_at, closing_at, closed_at)
		select 2025, set_id, self_from - 365, self_until - 365, review_from - 365, review_until - 365, target, opened_by, opened_at, now(), now() from cycle`)
	past := c.Number(`select id from cycle where year = 2025`)
	c.Must(c.boards.Sweep(ctx))
	years := func(account string) (list, without []int) {
		b, err := c.boards.Board(ctx, c.Who(account), board.Ask{Cycle: past, At: c.organisation("JY")})
		c.Must(err)
		for _, y := range b.Years {
			list = append(list, y.Year)
		}
		return list, b.Without
	}
	if list, without := years("jy-kaohe"); !slices.Contains(list, 2026) || len(without) != 0 {
		t.Errorf("before the check: %v, without %v", list, without)
	}
	c.checks("jy-kaohe")
	if list, without := years("jy-kaohe"); slices.Contains(list, 2026) || !slices.Equal(without, []int{2026}) {
		t.Errorf("while it is sealed: %v, without %v", list, without)
	}
}
