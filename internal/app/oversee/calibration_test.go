package oversee_test

import (
	"context"
	"fmt"
	"testing"

	"baolei/internal/app/oversee"
	"baolei/internal/core/fault"
)

// dealt lets a reviewer have dealt with 主题党日 at a branch: points stated and
// found, in hundredths of the 3 that it is worth. It is the ninth item of the
// table, after the five of 政治建设.
func (c *city) dealt(branch, reviewer, state string, stated, found int) {
	c.Helper()
	const ninth = 9
	c.put(branch, state, "attained", 95_00)
	_, err := c.Pool.Exec(context.Background(), `update assessment set self_items[$2] = $3, review_items[$2] = $4 where id = $1`, c.assessment(branch), ninth, stated, found)
	c.Must(err)
	_, err = c.Pool.Exec(context.Background(), `insert into item_entry (assessment_id, level, item, done_by, done_at, saved_by, saved_at)
		select $1, 'review', 'B2.4', id, now(), id, now() from person where account = $2`, c.assessment(branch), reviewer)
	c.Must(err)
}

// 陈静 takes 0, 0, 1, 1, 2, 2 off: 1 on average, √((1 + 1 + 0 + 0 + 1 + 1) / 5) =
// 0.89 around it. All stated full points but the third branch, so three were changed: the
// fourth, fifth and sixth. 赵刚 looked at two, which is few, and took 3 off both.
func TestReviewersOfAnItemSideBySide(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	for i, found := range []int{3_00, 3_00, 2_00, 2_00, 1_00, 1_00} {
		state, stated := "verified", 3_00
		if i >= 4 {
			state = "submitted"
		}
		if i == 2 {
			stated = 2_00
		}
		c.dealt(fmt.Sprintf("CZ-%02d", i+1), "chenjing", state, stated, found)
	}
	c.dealt("CZ-07", "zhaogang", "submitted", 3_00, 0)
	c.dealt("CZ-08", "zhaogang", "submitted", 3_00, 0)

	got, err := c.office.Calibrate(ctx, c.Who("chenjing"), 0, 0, "B2.4")
	c.Must(err)
	if len(got.Groups) != 2 || got.ByCommittee || got.All.N != 8 {
		t.Fatalf("%d groups, %d in all", len(got.Groups), got.All.N)
	}
	chen, zhao := got.Groups[0], got.Groups[1]
	if chen.Name != "陈静" || chen.N != 6 || chen.Mean != 1_00 || chen.Deviation != 89 || chen.Least != 0 || chen.Most != 2_00 || chen.Changed != 3 || chen.Few() {
		t.Errorf("陈静: %+v", chen)
	}
	if zhao.Name != "赵刚" || zhao.N != 2 || zhao.Mean != 3_00 || zhao.Changed != 2 || !zhao.Few() || !zhao.Cases[0].Inside {
		t.Errorf("赵刚: %+v", zhao)
	}
	// All items: only this one was dealt with, and one reviewer alone is not few.
	every, err := c.office.Calibrate(ctx, c.Who("zhaogang"), 0, 0, "")
	c.Must(err)
	if len(every.Items) != 1 || every.Items[0].N != 8 || every.Items[0].Reviewers != 2 || every.Items[0].HasGap {
		t.Errorf("by item: %+v", every.Items)
	}
	// The work committee sees what is signed: 0, 0, 1, 1 is 0.5 on average.
	all, err := c.office.Calibrate(ctx, c.Who("lishan"), 0, 0, "B2.4")
	c.Must(err)
	if !all.ByCommittee || len(all.Groups) != 1 || all.Groups[0].N != 4 || all.Groups[0].Mean != 50 || all.Groups[0].Cases[0].Inside {
		t.Errorf("by committee: %+v", all.Groups)
	}
}

func TestNobodyComparesAnotherCommittee(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.dealt("CZ-01", "chenjing", "verified", 3_00, 2_00)
	committee := c.Number(`select committee_id from organisation where code = 'CZ-01'`)
	_, err := c.office.Calibrate(ctx, c.Who("jy-kaohe"), 0, committee, "B2.4")
	c.Fails(err, fault.NotFound)
	own, err := c.office.Calibrate(ctx, c.Who("jy-kaohe"), 0, 0, "B2.4")
	c.Must(err)
	if own.All.N != 0 {
		t.Errorf("saw %d branches", own.All.N)
	}
	_, err = c.office.Calibrate(ctx, c.Who("chenjing"), 0, 0, "B9.9")
	c.Fails(err, fault.NotFound)
	var none oversee.Calibration
	none, err = c.office.Calibrate(ctx, c.Who("lishan"), 0, 0, "")
	c.Must(err)
	if none.Items != nil || none.Groups != nil || len(none.Committees) != 6 {
		t.Errorf("nothing chosen: %+v", none.Groups)
	}
}
