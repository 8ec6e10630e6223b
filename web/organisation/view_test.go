package organisation

import (
	"fmt"
	"testing"

	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/web/page"
)

// 120 committees of two branches each are three pages. The root shows them in
// turn; an open committee stands among those around it.
func TestALargeCityIsShownInPages(t *testing.T) {
	tree := people.Tree{Organisations: []people.Organisation{{ID: 1, Level: access.WorkCommittee, Code: "GW", Root: 1}}, Branches: map[int64]int{1: 240}}
	for i := range int64(120) {
		c := people.Organisation{ID: 100 + i, Parent: 1, Level: access.PartyCommittee, Code: fmt.Sprintf("C%03d", i), Committee: 100 + i, Root: 1}
		tree.Organisations = append(tree.Organisations, c)
		tree.Branches[c.ID] = 2
		for n := range int64(2) {
			tree.Organisations = append(tree.Organisations, people.Organisation{ID: 1000 + 2*i + n, Parent: c.ID, Level: access.Branch, Committee: c.ID, Root: 1})
		}
	}
	for _, x := range []struct {
		id            int64
		page          int
		first, last   string // of the committees beside, after the root
		beside, below int
		next          string
	}{
		{1, 1, "C000", "C049", 51, 50, page.OrganisationAtURL(1, 2)},
		{1, 3, "C100", "C119", 21, 20, ""},
		{1, 99, "C100", "C119", 21, 20, ""},
		{175, 1, "C050", "C099", 51, 2, ""},
		{1150, 1, "C050", "C099", 51, 0, ""}, // a branch of C075
	} {
		o, err := tree.Find(x.id)
		if err != nil {
			t.Fatal(err)
		}
		v := view(tree, o, x.page)
		n := len(v.Committees)
		if n != x.beside || v.Committees[1].Number != x.first || v.Committees[n-1].Number != x.last || len(v.Below.Rows) != x.below || v.Pager.Next != x.next {
			t.Errorf("%d, page %d: %d beside from %s to %s, %d below, next %q", x.id, x.page, n, v.Committees[1].Number, v.Committees[n-1].Number, len(v.Below.Rows), v.Pager.Next)
		}
	}
}
