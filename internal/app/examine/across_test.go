package examine_test

import (
	"fmt"
	"slices"
	"testing"

	"baolei/internal/app/assess"
	"baolei/internal/app/examine"
	"baolei/internal/core/fault"
	"baolei/internal/core/scoring"
)

// across opens an item at all branches as a person.
func (c *city) across(account, item string) examine.Across {
	c.Helper()
	x, err := c.review.Across(ctx, c.Who(account), 0, item)
	c.Must(err)
	return x
}

func order(x examine.Across) (list []int64) {
	for _, s := range x.Stops {
		list = append(list, s.Assessment)
	}
	return list
}

func sorted(list []int64) []int64 { return slices.Sorted(slices.Values(list)) }

func TestAnItemAcrossTheBranchesBelow(t *testing.T) {
	c := newCity(t)
	var all []int64
	for i := range 9 {
		secretary := fmt.Sprintf("cz-%02d", i+1)
		if i == 1 {
			secretary = "wangming"
		}
		all = append(all, c.submitted(secretary))
	}
	c.submitted("cz-10") // below the general branch: not chenjing's
	chen := c.across("chenjing", "B2.4")
	if got := order(chen); !slices.Equal(sorted(got), sorted(all)) {
		t.Fatalf("stops %v, want those of %v", got, all)
	}
	if again := c.across("chenjing", "B2.4"); !slices.Equal(order(again), order(chen)) {
		t.Errorf("opened again: %v, before %v", order(again), order(chen))
	}
	// The same order twice by chance: one in 9! = 362,880.
	if other := c.across("zhaogang", "B2.4"); slices.Equal(order(other), order(chen)) {
		t.Error("two people have the same order")
	}
	if other := c.across("chenjing", "B2.5"); slices.Equal(order(other), order(chen)) {
		t.Error("two items have the same order")
	}
	if chen.Before != "B2.3" || chen.Next != "B2.5" {
		t.Errorf("between %s and %s", chen.Before, chen.Next)
	}
	// A branch that comes later takes a place and moves nobody.
	without := slices.DeleteFunc(order(chen), func(id int64) bool { return id == all[0] })
	c.Must(c.returned("chenjing", all[0], "B2.4"))
	if got := order(c.across("chenjing", "B2.4")); !slices.Equal(got, without) {
		t.Errorf("without one: %v, want %v", got, without)
	}
	_, err := c.review.Across(ctx, c.Who("chenjing"), 0, "B9.9")
	c.Fails(err, fault.NotFound)
	_, err = c.review.Across(ctx, c.Who("chenjing"), 4711, "B2.4")
	c.Fails(err, fault.NotFound)
}

// returned remarks on an item and gives the assessment back.
func (c *city) returned(account string, id int64, item string) error {
	c.Helper()
	c.Must(c.review.AddRemark(ctx, c.Who(account), id, c.Key(), item, "请核实"))
	return c.returns(account, id)
}

// What the way by item tells of a branch is what the branch's own desk tells.
func TestAnItemStandsTheSameOnBothWays(t *testing.T) {
	c := newCity(t)
	chen := c.Who("chenjing")
	one, two := c.submitted("wangming"), c.submitted("cz-01")
	for _, id := range []int64{one, two} {
		_, err := c.review.SaveReview(ctx, chen, id, c.Key(), c.verdict(id, "四月无签到表", true, scoring.Finding{Clause: "B2.4a", Actual: 9}))
		c.Must(err)
	}
	c.Must(c.returned("chenjing", one, "B2.4"))
	c.states("wangming", one, scoring.Finding{Clause: "B2.4a", Actual: 11}, scoring.Finding{Clause: "B1.1a", Count: 1})
	c.replies("wangming", one)
	c.submits("wangming", one)
	_, err := c.review.Agree(ctx, chen, two, c.Key(), "B1.1", seen(c.view("chenjing", two), "B1.1"))
	c.Must(err)

	list, err := c.review.AcrossList(ctx, chen, 0)
	c.Must(err)
	if list.Branches != 2 || len(list.Items) != 52 {
		t.Errorf("%d items at %d branches", len(list.Items), list.Branches)
	}
	want := map[string][2]int{"B2.4": {1, 1}, "B1.1": {1, 1}} // done, changed since
	for _, it := range list.Items {
		if got := [2]int{it.Done, it.Again}; got != want[it.Code] || it.All != 2 {
			t.Errorf("%s of %d: done and again %v, want %v", it.Code, it.All, got, want[it.Code])
		}
	}
	for _, code := range []string{"B2.4", "B1.1", "P1"} {
		for _, stop := range c.across("chenjing", code).Stops {
			v := c.view("chenjing", stop.Assessment)
			there, _ := v.Item(code)
			here := stop.Item
			if here.Standing != there.Standing || here.Self.Score != there.Self.Score || here.Review.Score != there.Review.Score || here.Differs != there.Differs ||
				here.NeedsReason != there.NeedsReason || here.Claims != there.Claims || here.Loses != there.Loses || here.Evidence != there.Evidence || here.Remarks != there.Remarks || here.Departs != there.Departs {
				t.Errorf("%s at %s: %+v; on its own desk %+v", code, stop.BranchName, here, there)
			}
		}
	}
}

// replies answers every remark that was sent.
func (c *city) replies(secretary string, id int64) {
	c.Helper()
	v, err := c.self.View(ctx, c.Who(secretary), id)
	c.Must(err)
	for _, m := range v.Remarks {
		_, err := c.self.SaveReply(ctx, c.Who(secretary), id, c.Key(), assess.Reply{Remark: m.ID, Text: "已核对。", Version: m.Version})
		c.Must(err)
	}
}
