package appointment

import (
	"fmt"
	"testing"

	"baolei/internal/app/people"
	"baolei/internal/core/access"
	"baolei/internal/core/calendar"
)

// A work committee with ten committees of forty branches each: eleven to choose
// from, and with one chosen, or one of its branches, its forty besides.
func TestALargeTreeIsChosenFromStepByStep(t *testing.T) {
	tree := people.Tree{Organisations: []people.Organisation{{ID: 1, Root: 1, Level: access.WorkCommittee, Name: "工委"}}}
	for c := range int64(10) {
		committee := 100 * (c + 1)
		tree.Organisations = append(tree.Organisations, people.Organisation{ID: committee, Parent: 1, Root: 1, Level: access.PartyCommittee, Name: fmt.Sprint("党委", c)})
		for b := range int64(40) {
			tree.Organisations = append(tree.Organisations, people.Organisation{ID: committee + b + 1, Parent: committee, Committee: committee, Root: 1, Level: access.Branch, Name: fmt.Sprint("支部", b)})
		}
	}
	for at, want := range map[int64]int{0: 11, 1: 11, 300: 51, 317: 51} {
		v := listViewOf(query{At: at, Page: 1}, tree, nil, 0, calendar.Date{Year: 2026, Month: 11, Day: 27})
		if len(v.At.Options) != want || v.At.Hint == "" {
			t.Errorf("at %d there are %d to choose from, want %d", at, len(v.At.Options), want)
		}
	}
	tree.Organisations = tree.Organisations[:100]
	if v := listViewOf(query{Page: 1}, tree, nil, 0, calendar.Date{}); len(v.At.Options) != 100 || v.At.Hint != "" {
		t.Errorf("of a small tree there are %d to choose from, want all 100", len(v.At.Options))
	}
}
