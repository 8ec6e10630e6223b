package sampling

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Of committee 教育 eight branches were checked within three years and six of
// them held; 卫健 had too few to tell; all of 财政 held; none of 水利 did.
var heldBefore = []Held{
	{"教育", 2025, 5, 4}, {"教育", 2024, 2, 1}, {"教育", 2026, 1, 1}, {"教育", 2022, 9, 0}, // 2022 is too long ago
	{"卫健", 2025, 2, 2}, {"财政", 2025, 3, 3}, {"水利", 2023, 4, 0},
}

func TestTicketsByTheRules(t *testing.T) {
	rules := Rules{Most: 20, Years: 3, Proportion: 4, Least: 3, Difference: 2, DifferenceFrom: 300, Hints: 1, HintsFrom: 2, UncheckedForYears: 3}
	for _, c := range []struct {
		about   string
		branch  Risk
		tickets int
		reasons string
	}{
		// 2 of 8 did not hold: 4·2/8 = 1.
		{"a quarter did not hold", Risk{Committee: "教育", CheckedIn: 2025}, 2, "proportion 1"},
		{"too few to tell", Risk{Committee: "卫健", CheckedIn: 2025}, 5, "proportion 4"},
		{"never heard of", Risk{Committee: "新", CheckedIn: 2025}, 5, "proportion 4"},
		{"all held", Risk{Committee: "财政", CheckedIn: 2025}, 1, ""},
		{"none held", Risk{Committee: "水利", CheckedIn: 2025}, 5, "proportion 4"},
		{"apart by just that", Risk{Committee: "财政", CheckedIn: 2025, Examined: true, Apart: 300}, 3, "difference 2"},
		{"apart by less", Risk{Committee: "财政", CheckedIn: 2025, Examined: true, Apart: 299}, 1, ""},
		{"not examined last year", Risk{Committee: "财政", CheckedIn: 2025, Apart: 900}, 1, ""},
		{"two hints", Risk{Committee: "财政", CheckedIn: 2025, Hints: 2}, 2, "hints 1"},
		{"one hint", Risk{Committee: "财政", CheckedIn: 2025, Hints: 1}, 1, ""},
		{"checked three years ago", Risk{Committee: "财政", CheckedIn: 2023}, 1, ""},
		{"checked four years ago", Risk{Committee: "财政", CheckedIn: 2022}, 4, "unchecked 3"},
		{"never checked", Risk{Committee: "财政"}, 4, "unchecked 3"},
		{"all of it", Risk{Committee: "水利", Hints: 5, Examined: true, Apart: 5000}, 11, "proportion 4, difference 2, hints 1, unchecked 3"},
	} {
		c.branch.Code, c.branch.Year = "A", 2026
		tickets, reasons := rules.Tickets([]Risk{c.branch}, heldBefore)
		if got := said(reasons); tickets[0] != c.tickets || got != c.reasons {
			t.Errorf("%s: %d tickets by %q, want %d by %q", c.about, tickets[0], got, c.tickets, c.reasons)
		}
	}
}

func said(reasons []Reason) string {
	var list []string
	for _, r := range reasons {
		list = append(list, fmt.Sprintf("%s %d", r.Rule, r.Tickets))
	}
	return strings.Join(list, ", ")
}

// Up to 7 in all: 1 and 4 by proportion and 2 of the difference's 2; nothing is
// left for the rest.
func TestTicketsEndAtTheMost(t *testing.T) {
	rules := Rules{Most: 7, Years: 3, Proportion: 4, Least: 3, Difference: 3, DifferenceFrom: 300, Hints: 1, HintsFrom: 2, UncheckedForYears: 3}
	tickets, reasons := rules.Tickets([]Risk{{Code: "A", Year: 2026, Committee: "水利", Hints: 5, Examined: true, Apart: 5000}}, heldBefore)
	if got := said(reasons); tickets[0] != 7 || got != "proportion 4, difference 2" {
		t.Errorf("%d by %s", tickets[0], got)
	}
}

// A part of a ticket counts as a whole one, so that only a committee whose
// branches all held gets none: with 2 to add, 1 of 10 off gives 1, 5 of 10 give
// 1, 6 of 10 give 2.
func TestAPartOfATicketCounts(t *testing.T) {
	rules := Rules{Most: 20, Years: 1, Proportion: 2, Least: 10}
	for off, want := range map[int]int{0: 0, 1: 1, 5: 1, 6: 2, 10: 2} {
		if got := rules.share("甲", 2026, []Held{{"甲", 2026, 10, 10 - off}}); got != want {
			t.Errorf("%d of 10 off: %d, want %d", off, got, want)
		}
	}
}

func TestRulesOutOfBounds(t *testing.T) {
	if bad := DefaultRules().Faults(); len(bad) > 0 {
		t.Errorf("the default is out of bounds: %v", bad)
	}
	bad := Rules{Most: 101, Years: 11, Proportion: -1, Least: 0, Difference: 31, DifferenceFrom: 49, HintsFrom: 0, UncheckedForYears: 31}.Faults()
	if len(bad) != 8 || bad["difference_from"] != "请填 0.5 至 50 分。" || bad["most"] != "请填 1 至 100。" {
		t.Errorf("told %v", bad)
	}
}

func TestRulesInWords(t *testing.T) {
	want := []string{
		"每个支部 1 张签，以下各条依次相加，一个支部最多 5 张。",
		"按抽查记录：近 3 年和本年度此前的抽查中，所在党委查过 3 个以上支部的，按总分超出当次允许差的支部所占比例加 0 至 2 张，不足 1 张的按 1 张；查过的不到 3 个的，加 2 张。",
		"上一年度自评与考核总分相差 3 分以上的，加 1 张。",
		"本年度提交自评时，记录有 2 处以上需要核实的，加 1 张。",
		"近 3 年没有被抽查过的，加 1 张。",
	}
	if got := DefaultRules().Text(); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := (Rules{Most: 1}).Text(); len(got) != 1 {
		t.Errorf("rules that add nothing: %q", got)
	}
}

// Whatever the rules and whatever is known, every branch has 1 to Most tickets,
// and the reasons account for all of them.
func TestTicketsAreAlwaysExplained(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		figure := func(name string, least, most int) int { return rapid.IntRange(least, most).Draw(t, name) }
		rules := Rules{Most: figure("most", 1, 100), Years: figure("years", 1, 10), Proportion: figure("proportion", 0, 30), Least: figure("least", 1, 50),
			Difference: figure("difference", 0, 30), DifferenceFrom: 50, Hints: figure("hints", 0, 30), HintsFrom: 1, UncheckedForYears: figure("unchecked", 0, 30)}
		var pop []Entry
		var branches []Risk
		for i := range figure("branches", 1, 20) {
			branches = append(branches, Risk{Code: fmt.Sprintf("B-%02d", i), Year: 2026, Hints: i % 3, Examined: i%2 == 0, Apart: 100, CheckedIn: 2015 + i,
				Committee: rapid.SampledFrom([]string{"教育", "卫健", "财政", "水利"}).Draw(t, "committee")})
		}
		tickets, reasons := rules.Tickets(branches, heldBefore)
		for i, b := range branches {
			if tickets[i] < 1 || tickets[i] > rules.Most {
				t.Fatalf("%s holds %d tickets", b.Code, tickets[i])
			}
			pop = append(pop, Entry{b.Code, "全部", tickets[i]})
		}
		if err := NewTicketing(rules.Text(), reasons).check(pop); err != nil {
			t.Fatal(err)
		}
	})
}
