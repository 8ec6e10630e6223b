package people_test

import (
	"context"
	"os"
	"testing"

	"baolei/internal/app"
	"baolei/internal/app/oversee"
	"baolei/internal/app/people"
	"baolei/internal/core/fault"
)

// withKinds publishes a set of villages and enterprises.
func (c *city) withKinds() {
	c.Helper()
	yaml, err := os.ReadFile("../../core/indicator/testdata/county-2026.yaml")
	c.Must(err)
	_, err = oversee.New(app.NewDesk(c.Store, c.Clock)).PublishSet(context.Background(), c.Who("lishan"), yaml)
	c.Must(err)
}

// Of many branches all get the kind, or none does.
func TestTheKindOfManyBranchesIsSaidAtOnce(t *testing.T) {
	c, ctx := newCity(t), context.Background()
	c.withKinds()
	admin, committee := c.Who("xitong"), c.organisation("CZ")
	seen := func(kind string, codes ...string) (list []people.KindSeen) {
		for _, code := range codes {
			list = append(list, people.KindSeen{Branch: c.organisation(code), Kind: kind})
		}
		return list
	}
	in := people.SetKinds{Key: c.Key(), Organisation: committee, Kind: "village", Branches: seen("", "CZ-02", "CZ-03")}
	for range 2 { // the form sent twice
		c.Must(c.folk.SetKinds(ctx, admin, in))
	}
	kinds := func(kind string) int {
		return c.Count(`select count(*) from organisation where kind = $1`, kind)
	}
	if kinds("village") != 2 || c.Count(`select count(*) from audit_entry where detail->>'change' = 'kind' and outcome = 'done'`) != 1 {
		t.Errorf("%d villages", kinds("village"))
	}
	for name, wrong := range map[string]people.SetKinds{
		"one has got a kind meanwhile":       {Branches: seen("", "CZ-02", "CZ-04"), Kind: "enterprise"},
		"one is below another committee":     {Branches: seen("", "CZ-04", "JY-01"), Kind: "enterprise"},
		"one is no branch but the committee": {Branches: seen("", "CZ-04", "CZ"), Kind: "enterprise"},
	} {
		wrong.Key, wrong.Organisation = c.Key(), committee
		if err := c.folk.SetKinds(ctx, admin, wrong); fault.KindOf(err) != fault.Conflict || kinds("enterprise") != 0 {
			t.Errorf("%s: %v, %d enterprises", name, err, kinds("enterprise"))
		}
	}
	c.Wrong(c.folk.SetKinds(ctx, admin, people.SetKinds{Key: c.Key(), Organisation: committee, Kind: "village"}), "branch")
	c.Wrong(c.folk.SetKinds(ctx, admin, people.SetKinds{Key: c.Key(), Organisation: committee, Kind: "town", Branches: seen("", "CZ-04")}), "kind")
	c.Fails(c.folk.SetKinds(ctx, c.Who("lishan"), people.SetKinds{Key: c.Key(), Organisation: committee, Kind: "village", Branches: seen("", "CZ-04")}), fault.Forbidden)
}

// Those without a kind come first; the root has all branches of the city.
func TestBranchesWithoutAKindComeFirst(t *testing.T) {
	c := newCity(t)
	c.withKinds()
	c.Exec(`update organisation set kind = 'village' where code in ('CZ-01', 'CZ-03')`)
	tree, err := c.folk.Tree(context.Background(), c.Who("xitong"))
	c.Must(err)
	list := tree.BranchesOf(c.organisation("CZ"))
	if n := len(list); n != 12 || list[0].Code != "CZ-02" || list[n-2].Code != "CZ-01" || list[n-1].Code != "CZ-03" {
		t.Errorf("%d branches: %v", n, list)
	}
	if n := len(tree.BranchesOf(tree.Root().ID)); n != 60 {
		t.Errorf("the city has %d branches", n)
	}
}
